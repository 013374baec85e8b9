import { inspected } from "../inspected.ts";
import { currentTest, runInTest, runningTest } from "./current-outbox.ts";

const HEADER = "x-posthorn-outbox";

/** What Node's servers, Express, Connect and Fastify know of a request. */
export interface RequestLike {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * The request header by which a server that several tests share knows the test: `fetch(url, { headers: outboxHeaders() })`.
 *
 * @throws OutboxError outside of a test, or if it cannot be told which test asks
 */
export function outboxHeaders(): Record<string, string> {
  return { [HEADER]: currentTest().id };
}

/**
 * Middleware of a server that several tests share, in tests alone: what a request with `outboxHeaders()` sends lands in the
 * outbox of the test that made the request. Others pass as they are.
 */
export function outboxMiddleware(request: RequestLike, _response: unknown, next: () => void): void {
  withOutboxOf(request.headers, next);
}

/**
 * Calls a function for the test that made a request, as `outboxMiddleware` does, for servers without such middleware:
 * `app.use((context, next) => withOutboxOf(context.req.raw.headers, next))` with Hono. Of a request without the header, or of
 * a test that is over, it calls the function as it is.
 *
 * @param headers - of the request
 * @returns what the function answers
 * @throws TypeError if either is missing
 */
export function withOutboxOf<Result>(headers: Headers | RequestLike["headers"], run: () => Result): Result {
  if (typeof headers !== "object" || headers === null)
    throw new TypeError(`withOutboxOf() takes the headers of a request; got ${inspected(headers)}.`);
  if (typeof run !== "function") throw new TypeError(`withOutboxOf() takes a function to call; got ${inspected(run)}.`);
  const id = headers instanceof Headers ? headers.get(HEADER) : headers[HEADER];
  const test = typeof id === "string" ? runningTest(id) : undefined;
  return test ? runInTest(test, run) : run();
}
