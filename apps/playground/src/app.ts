import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { answerError } from "./answer-error.ts";
import type { PlaygroundEvent, Status } from "./api.ts";
import { streamEvents } from "./event-stream.ts";
import type { Inbox } from "./inbox.ts";
import { servePage } from "./page.ts";
import type { PostOffice } from "./post-office.ts";
import { parseRenderRequest } from "./render-request.ts";
import { RequestError } from "./request-error.ts";
import { sameOrigin } from "./same-origin.ts";

const BODY_LIMIT = 1024 * 1024;

/** What the app is made of. */
export interface AppParts {
  readonly status: Status;
  readonly postOffice: PostOffice;
  readonly inbox: Inbox;
  /** The folder of the built page. */
  readonly webRoot: string;
  readonly subscribe: (listener: (event: PlaygroundEvent) => void) => () => void;
}

/** The HTTP API and the page. */
export function createApp({ status, postOffice, inbox, webRoot, subscribe }: AppParts): Hono {
  const api = new Hono()
    .use(bodyLimit({ maxSize: BODY_LIMIT, onError: refuseBody }))
    .get("/status", (context) => context.json(status))
    .get("/templates", async (context) => context.json(await postOffice.names()))
    .get("/templates/:name", async (context) => context.json(await postOffice.template(context.req.param("name"))))
    .post("/templates/:name/render", async (context) => {
      const request = parseRenderRequest(await context.req.text());
      return context.json(await postOffice.render(context.req.param("name"), request));
    })
    .post("/templates/:name/send", async (context) => {
      const request = parseRenderRequest(await context.req.text());
      return context.json(await postOffice.send(context.req.param("name"), request));
    })
    .get("/inbox", (context) => context.json(inbox.list()))
    .delete("/inbox", (context) => {
      inbox.clear();
      return context.body(null, 204);
    })
    .get("/inbox/:id", (context) => context.json(inbox.get(context.req.param("id")) ?? noMail()))
    .get("/inbox/:id/raw", (context) => {
      const id = context.req.param("id");
      return download(inbox.raw(id) ?? noMail(), "message/rfc822", `${id}.eml`);
    })
    .get("/inbox/:id/attachments/:index", (context) => {
      const { id, index } = context.req.param();
      const attachment = inbox.attachment(id, Number(index)) ?? noAttachment();
      return download(attachment.content, attachment.mediaType, attachment.filename ?? `attachment-${index}`);
    })
    .get("/events", (context) => streamEvents(context, subscribe))
    .all("*", () => {
      throw new RequestError(404, "not_found", "The API has nothing at this address.");
    });

  return new Hono().onError(answerError).use(sameOrigin).route("/api", api).route("/", servePage(webRoot));
}

/** A file of a mail: to be saved, or shown as an image, but never run as a page of this origin. */
function download(content: Uint8Array, mediaType: string, filename: string): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(filename).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function refuseBody(context: Context): never {
  // The rest of the body is never read, so nothing else can be asked on this connection.
  context.header("Connection", "close");
  throw new RequestError(
    413,
    "body_too_large",
    `The request is larger than ${BODY_LIMIT} octets. Make the context smaller.`,
  );
}

function noMail(): never {
  throw new RequestError(
    404,
    "mail_not_found",
    "There is no such mail in the inbox. It was cleared, or the playground was restarted since it came.",
  );
}

function noAttachment(): never {
  throw new RequestError(404, "attachment_not_found", "There is no such attachment.");
}
