import {
  accepted,
  checkBackendOptions,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  type DeliveryErrorDetails,
  DeliveryUnknownError,
  failed,
  type Outgoing,
  type RecipientDelivery,
} from "@posthorn/core";
import { MemoryBackend, type MemoryOptions } from "@posthorn/memory";
import type { Fault } from "./fault.ts";
import { FaultScript, type Script } from "./fault-script.ts";

/** The options of ScriptedBackend. */
export interface ScriptedOptions extends MemoryOptions {
  /** What becomes of the messages. @defaultValue all are accepted */
  readonly script?: Script | readonly Fault[] | undefined;
}

/**
 * A memory backend that follows a script, so that a program's way with errors can be tested: messages are validated, and
 * what is accepted stands in its outbox, what is refused does not. Not for production.
 */
export class ScriptedBackend extends MemoryBackend {
  readonly #script: FaultScript;

  /** @throws TypeError for an option that does not exist, or a script that is none */
  constructor(options: ScriptedOptions = {}) {
    checkBackendOptions("ScriptedBackend", options, ["script", "outbox"]);
    const { script = [], outbox = [], ...others } = options;
    super({ ...others, outbox });
    this.#script = new FaultScript(script);
  }

  /** The script that is followed now. */
  protected get script(): FaultScript {
    return this.#script;
  }

  protected override async connect(): Promise<void> {
    const { script } = this;
    const fault = script.peek();
    if (fault?.kind !== "refuse-connection" && fault?.kind !== "refuse-login") return;
    script.next();
    if (fault.kind === "refuse-login") {
      const { response } = fault;
      throw new DeliveryError(`The mail server refused the login: ${response}`, {
        code: "authentication",
        stage: "auth",
        retryable: response.startsWith("4"),
        response,
      });
    }
    const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:25"), { code: "ECONNREFUSED" });
    throw new DeliveryError(`No connection to the mail server could be had: ${cause.message}.`, {
      code: "connection",
      stage: "connect",
      retryable: true,
      cause,
    });
  }

  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    const { script } = this;
    const fault = script.next();
    if (fault.kind !== "accept" && fault.kind !== "lose-answer") throw await failureOf(fault, options);
    const recipients = outgoing.envelope.to.map((address) => recipientDelivery(address, script.refusalOf(address)));
    const denial = denialOf(recipients);
    if (denial) return failed(outgoing.message, denial, recipients);
    await super.transmit(outgoing, options);
    if (fault.kind === "lose-answer")
      throw new DeliveryUnknownError(
        "The message was handed over and no answer came, so the mail server may have taken it. Sending it again may deliver it twice.",
        { stage: "body" },
      );
    return accepted(outgoing.message, { recipients });
  }
}

async function failureOf(
  fault: Exclude<Fault, { readonly kind: "accept" | "lose-answer" }>,
  { signal }: DeliverOptions,
): Promise<DeliveryError> {
  switch (fault.kind) {
    case "refuse":
      return refusal("message_refused", "body", fault.response);
    case "limit-rate":
      return new DeliveryError(`The mail service wants no more for now: ${fault.response}`, {
        code: "rate_limited",
        stage: "request",
        retryable: true,
        retryAfterMs: fault.retryAfterMs,
        response: fault.response,
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
      return fault.error;
    default:
      return new DeliveryError("The connection to the mail server was lost before the message was complete.", {
        code: "connection",
        stage: "body",
        retryable: true,
      });
  }
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
