export { SmtpBackend, SmtpBackend as default, type SmtpOptions } from "./smtp-backend.ts";
