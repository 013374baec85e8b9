export { SmtpBackend, SmtpBackend as default } from "./smtp-backend.ts";
export type { SmtpOptions } from "./smtp-options.ts";
