import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { RequestError } from "./request-error.ts";

// A mail's frame inherits this policy and narrows it: scripts only from here, and remote images only when they are asked for.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline' https: http:",
  "img-src 'self' data: https: http:",
  "font-src 'self' data: https: http:",
  "media-src 'self' data: https: http:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const policy: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  context.header("X-Content-Type-Options", "nosniff");
  context.header("Referrer-Policy", "no-referrer");
  // Vite puts a hash of the content into these names.
  context.header(
    "Cache-Control",
    context.req.path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  );
};

/** The page as Vite built it. */
export function servePage(root: string): Hono {
  return new Hono()
    .use(policy)
    .use(async (context, next) => {
      if (context.req.path === "/" && !existsSync(join(root, "index.html"))) {
        return context.text("The page is not built yet. Run `npm run build` in apps/playground, then reload.", 503);
      }
      return next();
    })
    .use(serveStatic({ root }))
    .all("*", () => {
      throw new RequestError(404, "not_found", "There is nothing at this address. The page is at /.");
    });
}
