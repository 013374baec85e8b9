/**
 * MIME parts and the header fields that they are made of, for messages that the core's classes do not make.
 *
 * @packageDocumentation
 */

export { HeaderField } from "../header/field.ts";
export { djangoLog } from "./django-log.ts";
export { MimePart, type MimePartOptions } from "./mime-part.ts";
export type { ContentStream, Reopenable } from "./streamed-content.ts";
export type { TransferEncoding } from "./transfer-encoding.ts";
