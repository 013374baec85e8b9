export { ConsoleBackend, ConsoleBackend as default, type ConsoleOptions, type TextStream } from "./console-backend.ts";
