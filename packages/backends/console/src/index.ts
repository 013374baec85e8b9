export {
  ConsoleBackend,
  ConsoleBackend as default,
  type ConsoleFormat,
  type ConsoleOptions,
} from "./console-backend.ts";
export {
  type ReadableFile,
  type ReadableMail,
  type ReadableMailOptions,
  type ReadableText,
  readableMail,
} from "./readable-mail.ts";
export { readableParts } from "./readable-parts.ts";
export type { TextStream } from "./written.ts";
