import { currentOutbox, runInTest, runningTest } from "./current-outbox.ts";

const HEADER = "x-posthorn-outbox";

/** What Node's servers, Express, Connect and Fastify know of a request. */
export interface RequestLike {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * The request header by which a server that several tests share knows the test: `fetch(url, { headers: outboxHeaders() })`.
 *
 * @throws OutboxError if it cannot be told which test asks
 */
export function outboxHeaders(): Record<string, string> {
  return { [HEADER]: currentOutbox().id };
}

/**
 * Middleware of a server that several tests share, in tests alone: what a request with `outboxHeaders()` sends lands in the
 * outbox of the test that made the request. Others pass as they are.
 */
export function outboxMiddleware(request: RequestLike, _response: unknown, next: () => void): void {
  forTestOf(request.headers, next);
}

/**
 * Calls a function for the test that made a request, as `outboxMiddleware` does, for servers without such middleware:
 * `app.use((context, next) => forTestOf(context.req.raw.headers, next))` with Hono.
 *
 * @param headers - of the request
 * @returns what the function answers
 */
export function forTestOf<Result>(headers: Headers | RequestLike["headers"], run: () => Result): Result {
  const id = headers instanceof Headers ? headers.get(HEADER) : headers[HEADER];
  const test = typeof id === "string" ? runningTest(id) : undefined;
  return test ? runInTest(test, run) : run();
}
