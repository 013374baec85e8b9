/** What can go wrong with a catcher; stable, and made for programs. */
export type CatcherErrorCode =
  /** Another program listens on the port. */
  | "port_taken"
  /** This user may not listen on the port. */
  | "port_forbidden"
  /** The host is not this machine. */
  | "foreign_host"
  /** The server could not be started for another reason, which is the `cause`. */
  | "not_started"
  /** The mail that was waited for did not arrive. */
  | "no_mail"
  /** The catcher was stopped while a mail was waited for. */
  | "stopped";

/** A catcher could not be started, or has not caught what a test waits for. */
export class CatcherError extends Error {
  override readonly name = "CatcherError";
  readonly code: CatcherErrorCode;

  constructor(message: string, code: CatcherErrorCode, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
