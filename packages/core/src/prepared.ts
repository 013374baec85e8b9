import type { Envelope } from "./address/envelope.ts";

/** What `prepare` shows of every message. */
export interface PreparedBase {
  /** The bare addresses of the sender and of the recipients. */
  readonly envelope: Pick<Envelope, "from" | "to">;
  /** What the backend would refuse at the time of sending, or cannot carry. */
  readonly warnings: readonly string[];
}

/** What would be sent as a mail, to the octet. */
export interface PreparedMail extends PreparedBase {
  readonly bytes: Uint8Array;
  readonly request?: never;
}

/** What would be sent to a service over HTTP. */
export interface PreparedRequest extends PreparedBase {
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** Without credentials. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
  };
  readonly bytes?: never;
}

/** What `prepare` shows: exactly what would be sent. */
export type Prepared = PreparedMail | PreparedRequest;
