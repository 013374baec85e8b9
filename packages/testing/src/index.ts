export { matchers } from "./matchers/index.ts";
export type { MailMatchers } from "./matchers/mail-matchers.ts";
export type { MatcherResult } from "./matchers/matcher-result.ts";
export { type Outbox, outbox } from "./outbox/outbox.ts";
export { OutboxError } from "./outbox/outbox-error.ts";
export { type Sending, sentBy } from "./outbox/sent-by.ts";
export { forTestOf, outboxHeaders, outboxMiddleware, type RequestLike } from "./outbox/shared-server.ts";
export { type TestHooks, useOutbox } from "./outbox/use-outbox.ts";
export { withOutbox } from "./outbox/with-outbox.ts";
