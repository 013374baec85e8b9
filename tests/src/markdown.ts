import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root: string = join(import.meta.dirname, "../..");

/** A fenced block of a document. */
export interface Fence {
  /** What stands behind its first three backticks, such as `ts`. */
  readonly language: string;
  readonly code: string;
  /** The file that it is cut from, which a comment above it names: `<!-- examples/send-mail.ts -->`. */
  readonly file?: string;
}

/** The text of a file, named from the repository's root. */
export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Every Markdown file of the repository, named from its root. */
export function documents(folder = ""): readonly string[] {
  const foreign = /^(?:node_modules|dist|out|\.git|\.turbo|coverage|screenshots)$/;
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return foreign.test(entry.name) ? [] : documents(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** The fenced blocks of a document. */
export function fences(markdown: string): readonly Fence[] {
  return Array.from(
    markdown.matchAll(/^(?:<!-- (\S+) -->\n)?```(\w*)\n([\s\S]*?)^```$/gm),
    ([, file, language = "", code = ""]) => ({ language, code, ...(file === undefined ? {} : { file }) }),
  );
}

/** A document without its fenced blocks. */
export function prose(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, "");
}

/** The anchors that GitHub gives the headings of a document. */
export function anchors(markdown: string): readonly string[] {
  const slugs = Array.from(prose(markdown).matchAll(/^#{1,6} (.*)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** The rows of the table that stands behind a heading, each as its cells. */
export function table(markdown: string, header: string): readonly (readonly string[])[] {
  const [, rows = ""] = markdown.split(`${header}\n`);
  const [, ...lines] = rows
    .split(/\n(?!\|)/, 1)
    .join("")
    .split("\n");
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}
