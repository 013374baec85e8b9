import { EmailAlternative } from "./email-alternative.ts";
import { EmailMessage, type EmailMessageArguments, type EmailMessageOptions, readArguments } from "./email-message.ts";

/** An alternative: itself, or what its constructor takes. */
export type AlternativeLike = EmailAlternative | readonly [content: string | Uint8Array, mimetype: string];

/** What a message with alternatives is made of. */
export interface EmailMultiAlternativesOptions extends EmailMessageOptions {
  /** Other versions of the body, the one that a reader should prefer last (RFC 2046, 5.1.4). */
  readonly alternatives?: Iterable<AlternativeLike> | null;
}

/** A message whose body has several versions, such as text and HTML. */
export class EmailMultiAlternatives extends EmailMessage {
  alternatives: EmailAlternative[];

  /** @throws TypeError if an argument is of the wrong type or an option does not exist */
  constructor(...args: EmailMessageArguments<EmailMultiAlternativesOptions>) {
    const { alternatives, ...options } = readArguments<EmailMultiAlternativesOptions>(args, new.target.name);
    super(options);
    this.alternatives = Array.from(alternatives ?? [], (item) =>
      item instanceof EmailAlternative ? item : new EmailAlternative(...item),
    );
  }

  protected static override readonly optionNames: readonly string[] = [...EmailMessage.optionNames, "alternatives"];

  /**
   * Adds another version of the body, such as `attachAlternative("<p>Hello</p>", "text/html")`.
   *
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
        ({ content, mimetype }) =>
          !/^text\//i.test(mimetype) || (typeof content === "string" && content.includes(text)),
      )
    );
  }
}
