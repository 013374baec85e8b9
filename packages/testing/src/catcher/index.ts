/**
 * A real SMTP server for tests across processes, which keeps every mail and delivers none.
 *
 * @packageDocumentation
 */

export type { CriteriaOf, MailCriteria } from "../expected/criteria.ts";
export type { ReceivedAttachment, ReceivedField, ReceivedMail, ReceivedMailbox } from "../received-mail.ts";
export type { WaitOptions } from "../wait.ts";
export { type Catcher, startCatcher } from "./catcher.ts";
export { CatcherError, type CatcherErrorCode } from "./catcher-error.ts";
export type { CatcherOptions, CatcherTls } from "./catcher-options.ts";
export type { CaughtLogin, CaughtMail } from "./caught-mail.ts";
