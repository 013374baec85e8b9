import { TemplateError } from "./template-error.ts";

const COMMENT_OR_TAG = /<!--[\s\S]*?-->|<(\/?)(mjml|mj-[\w-]+)\b(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/gi;

/**
 * Refuses what MJML would drop in silence even when it validates strictly: the text of a tag that is not closed, and includes.
 *
 * @throws TemplateError
 */
export function checkTags(markup: string, file: string): void {
  const open: { readonly name: string; readonly offset: number }[] = [];
  for (const { 0: whole, 1: slash, 2: written, 3: selfClosing, index: offset } of markup.matchAll(COMMENT_OR_TAG)) {
    const name = written?.toLowerCase();
    if (name === undefined) continue;
    if (name === "mj-include") throw fault("mj-include is not supported; a template must not read other files", offset);
    if (slash === "/") {
      if (!open.some((tag) => tag.name === name)) throw fault(`${whole} closes nothing`, offset);
      const last = open.pop();
      if (last?.name !== name) throw fault(`<${last?.name}> is not closed before ${whole}`, last?.offset ?? offset);
    } else if (selfClosing !== "/") {
      open.push({ name, offset });
    }
  }
  const last = open.pop();
  if (last !== undefined) throw fault(`<${last.name}> is not closed`, last.offset);

  function fault(reason: string, offset: number): TemplateError {
    const line = markup.slice(0, offset).split("\n").length;
    return new TemplateError(
      `${file} is not valid MJML once its values are filled in. Line ${line}: ${reason}.`,
      "template_markup",
      { file },
    );
  }
}
