import { TemplateError } from "./template-error.ts";

const PLACE = / - (\d+):(\d+)$/;
const PARSE_ERROR = /^Parse error on line (\d+):\n(.*)\n-*\^\n(.*)/;
const WRONG_END = /^(.+?) doesn't match (.+)$/s;
const UNKNOWN_HELPER = /^You specified knownHelpersOnly, but used the unknown helper (.+)$/s;

/** What Handlebars threw, as an error that says in a line what is wrong and where. */
export function explainSyntaxError(error: unknown, file: string): TemplateError {
  const message = error instanceof Error ? error.message : String(error);
  const parsed = PARSE_ERROR.exec(message);
  const line = Number(parsed?.[1] ?? PLACE.exec(message)?.[1] ?? 0);
  const place = line > 0 ? `${file}, line ${line}` : file;
  const reason = parsed ? parseFault(parsed[2] ?? "", parsed[3] ?? "") : fault(message.replace(PLACE, ""));
  return new TemplateError(`${place}: ${reason}.`, "template_syntax", {
    file,
    ...(line > 0 && { line }),
    cause: error,
  });
}

function parseFault(excerpt: string, expectation: string): string {
  const near = JSON.stringify(excerpt);
  return expectation.endsWith("got 'EOF'")
    ? `the file ends in an open block or expression, near ${near}`
    : `Handlebars cannot read this, near ${near}`;
}

function fault(reason: string): string {
  const [, opened, closed] = WRONG_END.exec(reason) ?? [];
  if (opened !== undefined) return `{{/${closed}}} stands where {{#${opened}}} must be closed`;
  const helper = UNKNOWN_HELPER.exec(reason)?.[1];
  return helper === undefined
    ? reason
    : `there is no helper "${helper}". There are if, unless, each, with, lookup and log`;
}
