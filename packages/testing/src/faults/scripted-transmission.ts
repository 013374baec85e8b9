import {
  accepted,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  type DeliveryErrorDetails,
  DeliveryUnknownError,
  failed,
  type Outgoing,
  type RecipientDelivery,
} from "@posthorn/core";
import type { Deed } from "./fault.ts";
import type { FaultScript } from "./fault-script.ts";

/** Lets a connection be had, unless the script says otherwise of the next message. @throws DeliveryError */
export function connectBy(script: FaultScript): void {
  const deed = script.peek();
  if (deed?.kind !== "refuse-connection" && deed?.kind !== "refuse-login") return;
  script.next();
  throw deed.kind === "refuse-login" ? loginRefused(deed.response) : connectionRefused();
}

/**
 * Does to a message what the script says.
 *
 * @param take - keeps a message that is accepted
 * @throws DeliveryError, and what `take` throws
 */
export async function transmitBy(
  script: FaultScript,
  outgoing: Outgoing,
  options: DeliverOptions,
  take: () => Promise<unknown>,
): Promise<Delivery> {
  const deed = script.next();
  if (deed.kind === "refuse") return refusedWhole(outgoing, deed.response);
  if (deed.kind !== "accept" && deed.kind !== "lose-answer") throw await failureOf(deed, options);
  const recipients = outgoing.envelope.to.map((address) => recipientDelivery(address, script.refusalOf(address)));
  const denial = denialOf(recipients);
  if (denial) return failed(outgoing.message, denial, recipients);
  await take();
  if (deed.kind === "accept") return accepted(outgoing.message, { recipients });
  throw new DeliveryUnknownError(
    "The message was handed over and no answer came, so the mail server may have taken it. Sending it again may deliver it twice.",
    { stage: "body", cause: new Error("The server closed the connection") },
  );
}

function loginRefused(response: string): DeliveryError {
  return new DeliveryError(`The mail server refused the login: ${response}`, {
    code: "authentication",
    stage: "auth",
    retryable: response.startsWith("4"),
    response,
  });
}

function connectionRefused(): DeliveryError {
  const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:25"), { code: "ESOCKET" });
  return new DeliveryError(`No connection to the mail server could be had: ${cause.message}.`, {
    code: "connection",
    stage: "connect",
    retryable: true,
    cause,
  });
}

/** @param deed - what keeps the message from being taken */
async function failureOf(
  deed: Exclude<Deed, { readonly kind: "accept" | "lose-answer" | "refuse" }>,
  { signal }: DeliverOptions,
): Promise<DeliveryError> {
  switch (deed.kind) {
    case "limit-rate":
      return new DeliveryError(`The mail service wants no more for now: ${deed.response}`, {
        code: "rate_limited",
        stage: "request",
        retryable: true,
        retryAfterMs: deed.retryAfterMs,
        response: deed.response,
      });
    case "hang":
      if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener("abort", resolve, { once: true }));
      return new DeliveryUnknownError(
        "The message was handed over, and no answer had come when the call was aborted.",
        {
          stage: "body",
        },
      );
    case "fail":
      return deed.error;
    case "refuse-connection":
      return connectionRefused();
    case "refuse-login":
      return loginRefused(deed.response);
    case "lose-connection":
      return new DeliveryError("The connection to the mail server was lost before the message was complete.", {
        code: "connection",
        stage: "body",
        retryable: true,
        cause: new Error("The server closed the connection"),
      });
  }
}

/** A message that the server refuses after it has taken the recipients, with them. */
function refusedWhole({ message, envelope }: Outgoing, response: string): Delivery {
  const code = Number(response.slice(0, 3));
  const recipients = envelope.to.map((address) => ({ address, outcome: "refused" as const, code, response }));
  // RFC 5321, 3.8: the server closes the connection after a 421; RFC 4954, 6: 530 asks for a login.
  const reason = code === 421 ? "connection" : code === 530 ? "authentication" : "message_refused";
  return failed(message, refusal(reason, "body", response), recipients);
}

function recipientDelivery(address: string, refusal: string | undefined): RecipientDelivery {
  const response = refusal ?? "250 2.1.5 Ok";
  return {
    address,
    outcome: refusal === undefined ? "accepted" : "refused",
    code: Number(response.slice(0, 3)),
    response,
  };
}

/** Why a message is refused of which every recipient is: one who may be taken later makes it worth another try. */
function denialOf(recipients: readonly RecipientDelivery[]): DeliveryError | undefined {
  if (!recipients.every(({ outcome }) => outcome === "refused")) return undefined;
  const denial = recipients.find(({ code }) => code !== undefined && code < 500) ?? recipients[0];
  return denial?.response === undefined ? undefined : refusal("recipients_refused", "rcpt", denial.response);
}

function refusal(code: DeliveryErrorDetails["code"], stage: string, response: string): DeliveryError {
  const what = code === "recipients_refused" ? "every recipient" : "the message";
  const text = `The mail server refused ${what}: ${response}`;
  return new DeliveryError(text, { code, stage, retryable: response.startsWith("4"), response });
}
