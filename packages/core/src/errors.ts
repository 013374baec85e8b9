import type { DeliveryReport } from "./delivery.ts";

/** What every error can be given beside its message. */
export interface MailErrorOptions {
  /** What failed beneath. */
  readonly cause?: unknown;
}

const STACK_FRAMES = 30;

/** Sets how many frames a stack shows, unless the runtime forbids it, and answers how many it were. */
function limitStack(frames: number): number {
  const { stackTraceLimit } = Error;
  Reflect.set(Error, "stackTraceLimit", frames);
  return stackTraceLimit;
}

/** The base of every error that Posthorn throws on purpose; `code` is stable and made for programs. */
export class MailError extends Error {
  /** A stable identifier, such as `bad_header` or `connection`. */
  readonly code: string;
  /** What became of each message of the call; on every error that is thrown once a call has begun to send. */
  report?: DeliveryReport;

  constructor(message: string, code: string, options: MailErrorOptions = {}) {
    // The caller's line stands below the dozen of our own, which are all that Node's limit of ten shows.
    const limit = limitStack(Math.max(Error.stackTraceLimit, STACK_FRAMES));
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    limitStack(limit);
    this.name = new.target.name;
    this.code = code;
    // A report holds whole messages: it is there to be read, not to flood every printed stack.
    Object.defineProperty(this, "report", { enumerable: false, writable: true, value: undefined });
  }
}

/** The message cannot be sent as it is; nothing of it has left. `failSilently` never hides it. */
export class InvalidMessageError extends MailError {
  constructor(message: string, code = "invalid_message", options: MailErrorOptions = {}) {
    super(message, code, options);
  }
}

/** A value that becomes part of a header holds a line break or another control character (RFC 5322, 2.2). */
export class BadHeaderError extends InvalidMessageError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "bad_header", options);
  }
}

/** A value is not exactly one mailbox (RFC 5322, 3.4). */
export class BadAddressError extends InvalidMessageError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "bad_address", options);
  }
}

/** Content is a stream where all of it is needed at once. */
export class StreamedContentError extends InvalidMessageError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "streamed_content", options);
  }
}

/** Text cannot be written in the character set that was asked for. */
export class UnsupportedEncodingError extends InvalidMessageError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "unsupported_encoding", options);
  }
}

/** The message asks for something that the backend or the server cannot carry. */
export class UnsupportedFeatureError extends InvalidMessageError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "unsupported_feature", options);
  }
}

/** A setting is missing or wrong; no message can be blamed for it. */
export class ConfigurationError extends MailError {
  constructor(message: string, code = "configuration", options: MailErrorOptions = {}) {
    super(message, code, options);
  }
}

/** No mailer has the alias that was asked for. The message says which there are. */
export class MailerDoesNotExistError extends ConfigurationError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "mailer_does_not_exist", options);
  }
}

/** A mailer's backend could not be made from what it was given. */
export class InvalidMailerError extends ConfigurationError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "invalid_mailer", options);
  }
}

/** The package of a backend is not installed. The message says what to install. */
export class BackendNotInstalledError extends ConfigurationError {
  constructor(message: string, options: MailErrorOptions = {}) {
    super(message, "backend_not_installed", options);
  }
}

/** Why a delivery failed. */
export type DeliveryErrorCode =
  | "connection"
  | "timeout"
  | "tls"
  | "insecure_transport"
  | "authentication"
  | "protocol"
  | "sender_refused"
  | "recipients_refused"
  | "message_refused"
  | "rate_limited"
  | "service"
  | "unknown"
  | "not_attempted";

/** What is known about a failed delivery. */
export interface DeliveryErrorDetails {
  readonly code: DeliveryErrorCode;
  /** How far the delivery came: `connect`, `greeting`, `ehlo`, `starttls`, `auth`, `mail`, `rcpt`, `data`, `body`, … */
  readonly stage: string;
  /** Whether the same message may succeed later. Never true when it may have been taken already. */
  readonly retryable: boolean;
  /** How long the server asks to wait, in ms. */
  readonly retryAfterMs?: number;
  /** The server's answer, without credentials. */
  readonly response?: string;
  readonly cause?: unknown;
}

/** The message was valid and was not accepted. */
export class DeliveryError extends MailError {
  declare readonly code: DeliveryErrorCode;
  /** `unknown`: the message was handed over and no answer came, so it may have been taken. */
  readonly outcome: "refused" | "unknown";
  /** How far the delivery came: `connect`, `greeting`, `ehlo`, `starttls`, `auth`, `mail`, `rcpt`, `data`, `body`, … */
  readonly stage: string;
  /** Whether the same message may succeed later. Never true when it may have been taken already. */
  readonly retryable: boolean;
  /** How long the server asks to wait, in ms. */
  declare readonly retryAfterMs?: number;
  /** The server's answer, without credentials. */
  declare readonly response?: string;

  constructor(message: string, details: DeliveryErrorDetails) {
    super(message, details.code, "cause" in details ? { cause: details.cause } : {});
    this.outcome = details.code === "unknown" ? "unknown" : "refused";
    this.stage = details.stage;
    this.retryable = details.retryable && this.outcome === "refused";
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    if (details.response !== undefined) this.response = details.response;
  }
}

/** The message was handed over and no answer came: sending it again may deliver it twice. */
export class DeliveryUnknownError extends DeliveryError {
  constructor(message: string, details: Omit<DeliveryErrorDetails, "code" | "retryable">) {
    super(message, { ...details, code: "unknown", retryable: false });
  }
}

/** Several messages of a batch failed; `errors` holds one error each, in the order of the messages. */
export class BatchDeliveryError extends DeliveryError {
  readonly errors: readonly MailError[];

  constructor(message: string, errors: readonly [MailError, ...MailError[]]) {
    const [first] = errors;
    const doubtful = errors.find((error) => error instanceof DeliveryUnknownError);
    super(message, {
      code: doubtful ? "unknown" : first instanceof DeliveryError ? first.code : "message_refused",
      stage: first instanceof DeliveryError ? first.stage : "build",
      retryable: errors.every((error) => error instanceof DeliveryError && error.retryable),
    });
    this.errors = errors;
  }
}

/** The signal was aborted; its reason is the `cause`. What had left by then is in `report`. */
export class AbortError extends Error {
  override readonly name = "AbortError";
  declare readonly report: DeliveryReport;

  /** @param report - empty where nothing had begun */
  constructor(reason: unknown, report: DeliveryReport = { sent: 0, deliveries: [] }) {
    super("The delivery was aborted; the report tells what had left by then.", { cause: reason });
    Object.defineProperty(this, "report", { configurable: true, value: report });
  }
}
