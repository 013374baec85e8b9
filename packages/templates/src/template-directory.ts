import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { closestName } from "./closest-name.ts";
import { TemplateError } from "./template-error.ts";

/** A file as it is on the disk. */
export interface TemplateFile {
  /** Relative to the directory, such as `welcome/body.mjml`. */
  readonly file: string;
  readonly source: string;
}

/** The files of one template. */
export interface TemplateFiles {
  readonly subject: TemplateFile;
  /** `body.mjml`, else `body.html`. */
  readonly body: TemplateFile;
  readonly text?: TemplateFile;
}

const NAME = /^[a-z0-9][a-z0-9_-]*$/i;
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ELOOP", "ERR_INVALID_ARG_VALUE"]);
const SHOWN_NAMES = 20;

/** The folder that holds a folder per template. Nothing outside it can be read, by `..` or by a symbolic link. */
export class TemplateDirectory {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws TemplateError if there is no such template, or if it lacks a file */
  async files(name: string): Promise<TemplateFiles> {
    const subject = NAME.test(name) ? await this.#file(name, "subject.txt") : undefined;
    const body = NAME.test(name)
      ? ((await this.#file(name, "body.mjml")) ?? (await this.#file(name, "body.html")))
      : undefined;
    if (subject === undefined && body === undefined) throw await this.#unknown(name);
    if (subject === undefined) throw incomplete(name, "subject.txt");
    if (body === undefined) throw incomplete(name, "body.mjml");
    const text = await this.#file(name, "body.txt");
    return { subject, body, ...(text && { text }) };
  }

  /** The names of the folders that hold a `subject.txt`, sorted; a link that leads out of the directory is left out. */
  async names(): Promise<string[]> {
    const names = (await readdir(await this.#root())).filter((name) => NAME.test(name)).sort();
    const subjects = await Promise.all(names.map((name) => this.#locate(`${name}/subject.txt`).catch(outside)));
    return names.filter((_, index) => subjects[index] !== undefined);
  }

  /**
   * The text of a file, or undefined if there is none.
   *
   * @throws TemplateError if it is outside the directory or not UTF-8
   */
  async read(file: string): Promise<string | undefined> {
    const path = await this.#locate(file);
    if (path === undefined) return undefined;
    let bytes: Uint8Array;
    try {
      bytes = await readFile(path);
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new TemplateError(`${file} is not UTF-8. Save it as UTF-8.`, "template_syntax", { file, cause });
    }
  }

  async #file(name: string, part: string): Promise<TemplateFile | undefined> {
    const file = `${name}/${part}`;
    const source = await this.read(file);
    return source === undefined ? undefined : { file, source };
  }

  /** The real path of a file inside the directory, or undefined if there is no such file. A pipe or a device is none. */
  async #locate(file: string): Promise<string | undefined> {
    const root = await this.#root();
    const path = resolve(root, file);
    const real = isInside(root, path) ? await realpath(path).catch(absent) : path;
    if (real === undefined) return undefined;
    // Whoever reads a pipe waits for its writer.
    if (isInside(root, real)) return (await stat(real).catch(absent))?.isFile() ? real : undefined;
    throw new TemplateError(
      `${JSON.stringify(file)} leads out of ${this.path}; a template can only be read inside it.`,
      "template_not_found",
      { file },
    );
  }

  async #root(): Promise<string> {
    const root = await realpath(this.path).catch(absent);
    if (root === undefined) throw unusableDirectory(this.path, false);
    return root;
  }

  async #unknown(name: string): Promise<TemplateError> {
    const names = await this.names();
    if (!NAME.test(name)) {
      const rule = "A name is made of letters, digits, hyphens and underscores";
      return new TemplateError(
        `${JSON.stringify(name)} is no template name. ${rule}. ${listing(names)}`,
        "template_not_found",
      );
    }
    const closest = closestName(name, names);
    const hint = closest === undefined ? "" : ` Did you mean "${closest}"?`;
    return new TemplateError(
      `There is no template "${name}" in ${this.path}.${hint} ${listing(names)}`,
      "template_not_found",
    );
  }
}

/** The error for a directory that is missing, or that is something else. */
export function unusableDirectory(path: string, exists: boolean): TemplateError {
  const problem = exists ? "is no folder" : "does not exist";
  return new TemplateError(
    `The directory of templates ${path} ${problem}. It holds a folder per template, each with subject.txt and body.mjml; a relative path starts at ${process.cwd()}.`,
    "template_directory",
  );
}

function incomplete(name: string, part: string): TemplateError {
  const wanted = part === "body.mjml" ? "body.mjml or body.html" : part;
  return new TemplateError(
    `The template "${name}" has no ${wanted}. A template is a folder with subject.txt and body.mjml or body.html; a mail of text alone is an EmailMessage.`,
    "template_not_found",
    { file: `${name}/${part}` },
  );
}

function listing(names: readonly string[]): string {
  if (names.length === 0) return "There are no templates yet: each is a folder with subject.txt and body.mjml.";
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : "";
  return `There are: ${names.slice(0, SHOWN_NAMES).join(", ")}${more}.`;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isAbsent(error: unknown): boolean {
  // No instanceof: under Jest, errors of the file system come from another realm.
  return typeof error === "object" && error !== null && "code" in error && ABSENT.has(String(error.code));
}

function absent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
  return undefined;
}

function outside(error: unknown): undefined {
  if (!(error instanceof TemplateError && error.code === "template_not_found")) throw error;
  return undefined;
}
