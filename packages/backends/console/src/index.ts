export { ConsoleBackend, ConsoleBackend as default, type ConsoleOptions } from "./console-backend.ts";
