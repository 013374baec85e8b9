export { HeaderField } from "../header/field.ts";
export { MimePart, type MimePartOptions } from "./mime-part.ts";
export type { TransferEncoding } from "./transfer-encoding.ts";
