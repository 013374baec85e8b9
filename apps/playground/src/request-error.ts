import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A request that cannot be answered, with what its sender should do instead. */
export class RequestError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.code = code;
  }
}
