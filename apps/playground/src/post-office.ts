import type { BaseEmailBackend, Delivery, EmailMultiAlternatives } from "@posthorn/core";
import { DeliveryError, EmailMessage, InvalidMessageError } from "@posthorn/core";
import type { Templates } from "@posthorn/templates";
import type { AddressProblem, RenderedMail, RenderRequest, SendReport, TemplateDetail } from "./api.ts";
import type { Inbox } from "./inbox.ts";
import { RequestError } from "./request-error.ts";

// A message without recipients cannot be built, but a template can be looked at before anyone is to get it.
const NOBODY_YET = "recipient@example.com";

/** Renders templates, and sends them through a backend whose mails arrive in the inbox. */
export class PostOffice {
  readonly #templates: Templates;
  readonly #backend: BaseEmailBackend;
  readonly #inbox: Inbox;

  constructor(templates: Templates, backend: BaseEmailBackend, inbox: Inbox) {
    this.#templates = templates;
    this.#backend = backend;
    this.#inbox = inbox;
  }

  async names(): Promise<readonly string[]> {
    return this.#templates.names();
  }

  /** @throws TemplateError if there is no such template, or its sample context cannot be read */
  async template(name: string): Promise<TemplateDetail> {
    return { name, context: await this.#templates.preview(name) };
  }

  /** The message as it would be sent; without its source where an address is wrong. @throws TemplateError, InvalidMessageError */
  async render(name: string, request: RenderRequest): Promise<RenderedMail> {
    const to = request.to === undefined || request.to.length === 0 ? [NOBODY_YET] : request.to;
    const message = await this.#message(name, { ...request, to });
    const content = { subject: message.subject, text: message.body, html: htmlOf(message) };
    const addressProblem = await this.#addressProblem(message);
    if (addressProblem !== null) return { ...content, source: null, size: 0, addressProblem };
    const { bytes } = await this.#backend.prepare(message);
    if (bytes === undefined) throw new Error("The backend prepared no mail.");
    return { ...content, source: new TextDecoder().decode(bytes), size: bytes.byteLength, addressProblem };
  }

  /** Sends the message, and tells what became of it. @throws TemplateError, ConfigurationError */
  async send(name: string, request: RenderRequest): Promise<SendReport> {
    if (request.to === undefined || request.to.length === 0) {
      throw new RequestError(
        422,
        "no_recipients",
        'Nobody is to get this mail. Enter an address into "To", such as ada@example.com.',
      );
    }
    const message = await this.#message(name, request);
    const { deliveries } = await this.#backend.deliver([message]);
    const [delivery] = deliveries;
    if (delivery === undefined) throw new Error("The backend reported nothing about the message.");
    const mail = delivery.messageId === undefined ? undefined : this.#inbox.findByMessageId(delivery.messageId);
    return reportOf(delivery, mail?.id ?? null);
  }

  /** Tried with messages that hold nothing but addresses, so that nothing else can be wrong with them. */
  async #addressProblem({ fromEmail, to }: EmailMessage): Promise<AddressProblem | null> {
    for (const [field, probe] of [
      ["from", new EmailMessage({ fromEmail, to: [NOBODY_YET] })],
      ["to", new EmailMessage({ fromEmail, to })],
    ] as const) {
      try {
        await this.#backend.prepare(probe);
      } catch (error) {
        if (error instanceof InvalidMessageError) return { field, code: error.code, message: error.message };
        throw error;
      }
    }
    return null;
  }

  async #message(name: string, { context, to = [], from }: RenderRequest): Promise<EmailMultiAlternatives> {
    return this.#templates.message(name, { context, to: [...to], ...(from ? { fromEmail: from } : {}) });
  }
}

function htmlOf(message: EmailMultiAlternatives): string | null {
  const html = message.alternatives.find(({ mimetype }) => /^text\/html\b/i.test(mimetype));
  if (html === undefined) return null;
  return typeof html.content === "string" ? html.content : new TextDecoder().decode(html.content);
}

function reportOf(delivery: Delivery, mailId: string | null): SendReport {
  const { outcome, messageId = null, recipients } = delivery;
  return { outcome, messageId, mailId, recipients, error: "error" in delivery ? describe(delivery) : null };
}

function describe({ error, stage, retryable }: Extract<Delivery, { error: unknown }>): SendReport["error"] {
  // A server's own answer is shown per recipient; where none was reached, it is the only one there is.
  const answer =
    error instanceof DeliveryError && error.response !== undefined && !error.message.includes(error.response)
      ? ` The server answered: ${error.response}`
      : "";
  return { code: error.code, message: `${error.message}${answer}`, stage, retryable };
}
