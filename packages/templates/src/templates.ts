import type { EmailMultiAlternatives, EmailMultiAlternativesOptions } from "@posthorn/core";

/**
 * The values that a template shows: a plain object of what JSON can hold.
 * It is an `object` and no record, so that an interface fits too; its values are checked and copied when a template is rendered.
 */
export type TemplateContext = object;

/** A template with its values filled in. */
export interface RenderedTemplate {
  /** One line, without its line break. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What `message` takes: the context, and every option of a message but those that the template gives. */
export interface TemplateMessageOptions extends Omit<EmailMultiAlternativesOptions, "subject" | "body" | "html"> {
  /** @defaultValue `{}` */
  readonly context?: TemplateContext;
}

/** A set of mail templates, each known by its name. */
export interface Templates {
  /**
   * The subject, the text and the HTML of a template.
   *
   * @throws TemplateError, BadHeaderError if a value would break the subject's line
   */
  render(name: string, context?: TemplateContext): Promise<RenderedTemplate>;

  /**
   * A message that is ready to send: the template's subject, its text as the body, its HTML as the first alternative.
   *
   * @throws what `render` throws, TypeError if an option does not exist
   */
  message(name: string, options?: TemplateMessageOptions): Promise<EmailMultiAlternatives>;

  /**
   * One file, such as `welcome/body.txt`, with its values filled in. A `.txt` file gives text, in which nothing is escaped;
   * an `.html` or `.mjml` file gives HTML.
   *
   * @throws TemplateError
   */
  renderToString(file: string, context?: TemplateContext): Promise<string>;

  /** The names of the templates, sorted. A symbolic link that leads out of the directory is none. */
  names(): Promise<string[]>;

  /**
   * The template's sample context, from its `preview.json`; an empty one if it has none.
   *
   * @throws TemplateError
   */
  preview(name: string): Promise<Record<string, unknown>>;
}
