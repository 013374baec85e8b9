import { DeliveryError } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import { checkReply } from "../smtp-reply.ts";

/** What becomes of one message. */
export type Deed =
  | { readonly kind: "accept" }
  | { readonly kind: "refuse"; readonly response: string }
  | { readonly kind: "limit-rate"; readonly retryAfterMs: number; readonly response: string }
  | { readonly kind: "lose-answer" }
  | { readonly kind: "lose-connection" }
  | { readonly kind: "refuse-connection" }
  | { readonly kind: "refuse-login"; readonly response: string }
  | { readonly kind: "hang" }
  | { readonly kind: "fail"; readonly error: DeliveryError };

/** What becomes of one message; made by `accept()`, `refuse()` and the others. */
export class Fault {
  readonly #deed: Deed;

  /** @internal */
  constructor(deed: Deed) {
    this.#deed = deed;
  }

  /**
   * What is to be done.
   *
   * @internal
   */
  get deed(): Deed {
    return this.#deed;
  }
}

/** The message is taken. */
export function accept(): Fault {
  return new Fault({ kind: "accept" });
}

/**
 * The message is refused: `message_refused`, for good by a reply of 5yz, for now by one of 4yz, which is retryable. As with
 * an SMTP server, 421 is `connection` and 530 `authentication`.
 *
 * @param response - the server's reply. @defaultValue `554 5.7.1 Refused`
 * @throws TypeError if it is no such reply (RFC 5321, 4.2.1)
 */
export function refuse(response: string = "554 5.7.1 Refused"): Fault {
  return new Fault({ kind: "refuse", response: checkReply("refuse()", response) });
}

/**
 * The message is refused until later, as by HTTP's 429 with Retry-After: `rate_limited`, retryable, with `retryAfterMs`.
 *
 * @param retryAfterMs - how long the service asks to wait. @defaultValue a minute
 * @throws TypeError if it is no number of ms from 0 on
 */
export function limitRate(retryAfterMs: number = 60_000): Fault {
  if (typeof retryAfterMs !== "number" || !Number.isFinite(retryAfterMs) || retryAfterMs < 0)
    throw new TypeError(`limitRate() takes the time to wait in ms, from 0 on; got ${inspected(retryAfterMs)}.`);
  return new Fault({ kind: "limit-rate", retryAfterMs, response: "429 Too Many Requests" });
}

/** The message is taken, and stands in the outbox, but the answer is lost: outcome `unknown`, never to be sent again. */
export function loseAnswer(): Fault {
  return new Fault({ kind: "lose-answer" });
}

/** The connection is lost before the message was complete: `connection`, retryable. */
export function loseConnection(): Fault {
  return new Fault({ kind: "lose-connection" });
}

/** No connection can be had: `connection`, retryable, and the rest of the batch is not attempted. */
export function refuseConnection(): Fault {
  return new Fault({ kind: "refuse-connection" });
}

/**
 * The login is refused: `authentication`, and the rest of the batch is not attempted.
 *
 * @param response - the server's reply. @defaultValue `535 5.7.8 Authentication credentials invalid`
 * @throws TypeError if it is no reply of 4yz or 5yz
 */
export function refuseLogin(response: string = "535 5.7.8 Authentication credentials invalid"): Fault {
  return new Fault({ kind: "refuse-login", response: checkReply("refuseLogin()", response) });
}

/** No answer comes until the call is aborted by its signal: what had been handed over is then in doubt. */
export function hang(): Fault {
  return new Fault({ kind: "hang" });
}

/** The message fails with an error of your own, such as one that only your provider gives. @throws TypeError for any but a DeliveryError */
export function failWith(error: DeliveryError): Fault {
  if (error instanceof DeliveryError) return new Fault({ kind: "fail", error });
  throw new TypeError(
    `failWith() takes a DeliveryError, which says what became of the message; got ${inspected(error)}.`,
  );
}
