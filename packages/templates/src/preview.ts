import { jsonFaultOffset } from "./json-fault.ts";
import { copyContext } from "./template-context.ts";
import { TemplateError } from "./template-error.ts";

/**
 * The sample context of a `preview.json`.
 *
 * @throws TemplateError with the place where it stops being JSON
 */
export function parsePreview(source: string, file: string): Record<string, unknown> {
  return copyContext(parse(source, file), file, { file });
}

function parse(source: string, file: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    // The engine's own message names the place in some cases only, and differently in each version.
    const before = source.slice(0, jsonFaultOffset(source));
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    const found = source.slice(before.length).split(/\s/, 1)[0]?.slice(0, 20);
    const problem = found ? `${JSON.stringify(found)} cannot stand here` : "something is missing here";
    throw new TemplateError(
      `${file}, line ${line}, column ${column}: this is not JSON; ${problem}.`,
      "template_syntax",
      { file, line, column, cause },
    );
  }
}
