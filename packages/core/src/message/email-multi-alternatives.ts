import { describe } from "../describe.ts";
import { EmailAlternative } from "./email-alternative.ts";
import { EmailMessage } from "./email-message.ts";
import { type EmailMessageOptions, listOf, type MailboxList, readArguments } from "./message-arguments.ts";
import { isHtml, isText } from "./text-content.ts";

/** An alternative: itself, or what its constructor takes. */
export type AlternativeLike = EmailAlternative | readonly [content: string | Uint8Array, mimetype: string];

/** What a message with alternatives is made of. */
export interface EmailMultiAlternativesOptions extends EmailMessageOptions {
  /** Other versions of the body, the one that a reader should prefer last (RFC 2046, 5.1.4). */
  readonly alternatives?: Iterable<AlternativeLike> | null | undefined;
  /** The HTML version of the body, behind the other alternatives, none of which is `text/html`. */
  readonly html?: string | null | undefined;
}

/** A message whose body has several versions, such as text and HTML. */
export class EmailMultiAlternatives extends EmailMessage {
  /** Other versions of the body, the one that a reader should prefer last (RFC 2046, 5.1.4). */
  alternatives: EmailAlternative[];

  /**
   * A draft, of which everything can be changed until `send()`. The options may stand behind any of the positions.
   *
   * @throws TypeError if an argument is of the wrong type, an option does not exist, or `html` stands beside a `text/html`
   *   alternative; InvalidMessageError for an attachment or an alternative without content
   */
  constructor(
    subject: string,
    body: string | null,
    fromEmail: string | null | undefined,
    to: MailboxList,
    bcc: MailboxList,
    options?: EmailMultiAlternativesOptions,
  );
  constructor(
    subject: string,
    body: string | null,
    fromEmail: string | null | undefined,
    to: MailboxList,
    options?: EmailMultiAlternativesOptions,
  );
  constructor(
    subject: string,
    body: string | null,
    fromEmail: string | null | undefined,
    options?: EmailMultiAlternativesOptions,
  );
  constructor(subject: string, body: string | null, options?: EmailMultiAlternativesOptions);
  constructor(subject: string, options?: EmailMultiAlternativesOptions);
  constructor(options?: EmailMultiAlternativesOptions);
  constructor(...args: readonly unknown[]) {
    const options = readArguments<EmailMultiAlternativesOptions>(args, new.target.name);
    super(options);
    const { alternatives, html } = options;
    this.alternatives = listOf("alternatives", alternatives).map(alternativeOf);
    if (html === undefined || html === null || html === "") return;
    const index = this.alternatives.findIndex(({ mimetype }) => isHtml(mimetype));
    if (index !== -1) {
      throw new TypeError(
        `html and alternatives[${index}] are both the HTML version; give one of them, or add the other by attachAlternative().`,
      );
    }
    this.html = html;
  }

  /** The options that the constructor takes. */
  protected static override readonly optionNames: readonly string[] = [
    ...EmailMessage.optionNames,
    "alternatives",
    "html",
  ];

  /**
   * The first `text/html` alternative, or null. Setting it replaces that one, or adds one behind the others;
   * null and `""` take it away, since readers would show an empty mail.
   *
   * @throws TypeError if it is set to anything but a string or null
   */
  get html(): string | null {
    const content = this.alternatives.find(({ mimetype }) => isHtml(mimetype))?.content;
    return typeof content === "string" ? content : null;
  }

  set html(html: string | null) {
    if (typeof html !== "string" && html !== null) throw new TypeError(`html must be a string; got ${describe(html)}.`);
    const index = this.alternatives.findIndex(({ mimetype }) => isHtml(mimetype));
    const added = html === null || html === "" ? [] : [new EmailAlternative(html, "text/html")];
    this.alternatives.splice(index === -1 ? this.alternatives.length : index, index === -1 ? 0 : 1, ...added);
  }

  /**
   * Adds another version of the body, such as `attachAlternative("<p>Hello</p>", "text/html")`.
   *
   * @param content - octets of a `text/*` type are decoded as UTF-8
   * @throws InvalidMessageError if the content or the type is missing
   */
  attachAlternative(content: string | Uint8Array, mimetype: string): void {
    this.alternatives.push(new EmailAlternative(content, mimetype));
  }

  /** Whether the text stands in the body and in every `text/*` alternative. */
  override bodyContains(text: string): boolean {
    return (
      super.bodyContains(text) &&
      this.alternatives.every(
        ({ content, mimetype }) => !isText(mimetype) || (typeof content === "string" && content.includes(text)),
      )
    );
  }
}

function alternativeOf(item: AlternativeLike, index: number): EmailAlternative {
  if (item instanceof EmailAlternative) return item;
  if (Array.isArray(item) && item.length === 2) return new EmailAlternative(...(item as [string, string]));
  throw new TypeError(
    `alternatives[${index}] must be an EmailAlternative or [content, mimetype]; got ${describe(item)}.`,
  );
}
