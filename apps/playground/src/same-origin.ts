import type { MiddlewareHandler } from "hono";
import { RequestError } from "./request-error.ts";

const LOCAL_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Serves only who asks for this machine by a local name, and only pages that came from here. Otherwise any website
 * could read the inbox, by a name of its own that resolves to 127.0.0.1, or send mails, by a form.
 */
export const sameOrigin: MiddlewareHandler = async (context, next) => {
  const host = context.req.header("host") ?? "";
  if (!LOCAL_NAMES.has(host.replace(/:\d+$/, "").toLowerCase())) {
    throw new RequestError(
      403,
      "foreign_host",
      "The playground is served on this machine only: open it as http://127.0.0.1 or http://localhost.",
    );
  }
  const origin = context.req.header("origin");
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new RequestError(403, "foreign_origin", "Another site asked for this. Open the playground itself.");
  }
  if (
    context.req.method === "POST" &&
    !/^application\/json\s*(?:;|$)/i.test(context.req.header("content-type") ?? "")
  ) {
    throw new RequestError(
      415,
      "unsupported_media_type",
      "Send the body as JSON, with the header Content-Type: application/json.",
    );
  }
  await next();
};
