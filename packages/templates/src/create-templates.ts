import { statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkOptions, EmailAlternative, EmailMultiAlternatives } from "@posthorn/core";
import { deriveText } from "./derived-text.ts";
import { type Escaping, expandTemplate } from "./expand-template.ts";
import { compileMarkup } from "./markup.ts";
import { parsePreview } from "./preview.ts";
import { oneLine, withoutLastLineBreak } from "./subject.ts";
import { copyContext } from "./template-context.ts";
import { TemplateDirectory, unusableDirectory } from "./template-directory.ts";
import { TemplateError } from "./template-error.ts";
import type { RenderedTemplate, TemplateContext, TemplateMessageOptions, Templates } from "./templates.ts";

/** The options of `createTemplates`. */
export interface TemplatesOptions {
  /** The folder that holds a folder per template: a path, from the working directory, or a `file:` URL. */
  readonly directory: string | URL;
}

/** Whether values are escaped in a file, by the end of its name. */
const ESCAPING: Readonly<Record<string, Escaping>> = { ".txt": "none", ".html": "html", ".mjml": "html" };

/**
 * The templates of a folder. Files are read whenever a template is rendered, so an edit shows at once.
 *
 * @throws TemplateError if there is no such folder
 */
export function createTemplates(options: TemplatesOptions): Templates {
  checkOptions('createTemplates({ directory: "emails" })', options, ["directory"]);
  const { directory } = options;
  if (!(directory instanceof URL) && (typeof directory !== "string" || directory === "")) {
    throw new TypeError(
      `directory must be the path of a folder or a file: URL, such as "emails"; got ${JSON.stringify(directory)}.`,
    );
  }
  const path = directory instanceof URL ? fileURLToPath(directory) : resolve(directory);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) throw unusableDirectory(path, found !== undefined);
  return new DirectoryTemplates(new TemplateDirectory(path));
}

class DirectoryTemplates implements Templates {
  readonly #directory: TemplateDirectory;

  constructor(directory: TemplateDirectory) {
    this.#directory = directory;
  }

  async render(name: string, context: TemplateContext = {}): Promise<RenderedTemplate> {
    const values = copyContext(context, `The context of the template "${name}"`);
    const files = await this.#directory.files(name);
    const subject = expandTemplate(withoutLastLineBreak(files.subject.source), files.subject.file, values, "none");
    const markup = expandTemplate(files.body.source, files.body.file, values, "html");
    const text = files.text && expandTemplate(files.text.source, files.text.file, values, "none");
    const html = files.body.file.endsWith(".mjml") ? await compileMarkup(markup, files.body.file) : markup;
    return {
      subject: oneLine(subject, files.subject.file),
      text: text ?? (await deriveText(html, name, files.body.file)),
      html,
    };
  }

  async message(
    name: string,
    { context = {}, ...options }: TemplateMessageOptions = {},
  ): Promise<EmailMultiAlternatives> {
    for (const part of ["subject", "body", "html"]) {
      if (part in options) throw new TypeError(`message() takes no option ${part}; the template "${name}" gives it.`);
    }
    // Made first, so that an option that does not exist is named before anything is rendered.
    const message = new EmailMultiAlternatives(options);
    const { subject, text, html } = await this.render(name, context);
    message.subject = subject;
    message.body = text;
    message.alternatives.unshift(new EmailAlternative(html, "text/html"));
    return message;
  }

  async renderToString(file: string, context: TemplateContext = {}): Promise<string> {
    const ending = extname(file);
    const escaping = ESCAPING[ending];
    if (escaping === undefined) {
      throw new TemplateError(
        `${JSON.stringify(file)} must end in .txt, .html or .mjml, which decides whether values are escaped.`,
        "template_not_found",
        { file },
      );
    }
    const values = copyContext(context, `The context of "${file}"`);
    const source = await this.#directory.read(file);
    if (source === undefined) {
      throw new TemplateError(
        `There is no file ${JSON.stringify(file)} in ${this.#directory.path}.`,
        "template_not_found",
        { file },
      );
    }
    const expanded = expandTemplate(source, file, values, escaping);
    return ending === ".mjml" ? compileMarkup(expanded, file) : expanded;
  }

  names(): Promise<string[]> {
    return this.#directory.names();
  }

  async preview(name: string): Promise<Record<string, unknown>> {
    await this.#directory.files(name);
    const file = `${name}/preview.json`;
    const source = await this.#directory.read(file);
    return source === undefined ? {} : parsePreview(source, file);
  }
}
