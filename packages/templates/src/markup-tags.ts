import { TemplateError } from "./template-error.ts";

const COMMENT_OR_TAG = /<(?:!--|(\/?)(mj(?:ml|-[\w-]+))(?![\w-]))/gi;
const REST_OF_TAG = /[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>/y;

/**
 * Refuses what MJML would drop in silence even when it validates strictly: what follows a tag or a comment that is not closed,
 * and includes.
 *
 * @throws TemplateError
 */
export function checkTags(markup: string, file: string): void {
  const open: { readonly name: string; readonly offset: number }[] = [];
  COMMENT_OR_TAG.lastIndex = 0;
  for (let found = COMMENT_OR_TAG.exec(markup); found !== null; found = COMMENT_OR_TAG.exec(markup)) {
    const { 0: start, 1: slash, 2: written, index: offset } = found;
    const name = written?.toLowerCase();
    // The first fault ends the search: whoever went on after each would read the rest of the markup each time.
    const end = name === undefined ? endOfComment(markup, offset) : endOfTag(markup, COMMENT_OR_TAG.lastIndex);
    if (end === undefined) throw fault(unclosed(start, name), offset);
    COMMENT_OR_TAG.lastIndex = end;
    if (name === undefined) continue;
    if (name === "mj-include") throw fault("mj-include is not supported; a template must not read other files", offset);
    if (slash === "/") {
      const last = open.pop();
      if (last?.name === name) continue;
      const whole = markup.slice(offset, end);
      if (!open.some((tag) => tag.name === name)) throw fault(`${whole} closes nothing`, offset);
      throw fault(`<${last?.name}> is not closed before ${whole}`, last?.offset ?? offset);
    }
    if (markup[end - 2] !== "/") open.push({ name, offset });
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

function unclosed(start: string, name: string | undefined): string {
  return name === undefined ? `${start} has no -->` : `${start} has no >; perhaps a quotation mark is missing in it`;
}

/** The offset behind a comment, which may be as short as `<!-->`. */
function endOfComment(markup: string, offset: number): number | undefined {
  const end = markup.indexOf("-->", offset + "<!".length);
  return end === -1 ? undefined : end + "-->".length;
}

function endOfTag(markup: string, offset: number): number | undefined {
  REST_OF_TAG.lastIndex = offset;
  return REST_OF_TAG.test(markup) ? REST_OF_TAG.lastIndex : undefined;
}
