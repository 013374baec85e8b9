import { checkTags } from "./markup-tags.ts";
import { importPeer } from "./optional-peer.ts";
import { TemplateError } from "./template-error.ts";

interface MarkupFault {
  readonly line: number;
  readonly message: string;
  readonly tagName: string;
}

const SHOWN_FAULTS = 3;

/**
 * MJML as HTML.
 *
 * @param markup - MJML in which the values are filled in and escaped
 * @param file - the file that errors name
 * @throws TemplateError if it is not valid MJML, or if mjml is not installed
 */
export async function compileMarkup(markup: string, file: string): Promise<string> {
  const { default: mjml2html } = await importPeer("mjml", `Rendering ${file}`, () => import("mjml"));
  checkTags(markup, file);
  try {
    // Includes stay ignored: no value may make a mail read a file.
    return (await mjml2html(markup, { validationLevel: "strict", ignoreIncludes: true })).html;
  } catch (cause) {
    throw invalidMarkup(file, markup, faultsOf(cause), cause);
  }
}

/** The error for markup that is no MJML. Its lines count in the expanded markup, so the error shows each line. */
function invalidMarkup(file: string, markup: string, faults: readonly MarkupFault[], cause: unknown): TemplateError {
  const lines = markup.split("\n");
  const shown = faults.slice(0, SHOWN_FAULTS).map(({ line, message, tagName }) => {
    const source = lines[line - 1]?.trim() ?? "";
    return `line ${line}, ${tagName}: ${message}${source === "" ? "" : `, in ${JSON.stringify(source.slice(0, 120))}`}.`;
  });
  const more = faults.length > SHOWN_FAULTS ? ` And ${faults.length - SHOWN_FAULTS} more.` : "";
  const reason =
    faults.length === 0 ? (cause instanceof Error ? cause.message : String(cause)) : `${shown.join(" ")}${more}`;
  return new TemplateError(`${file} is not valid MJML once its values are filled in. ${reason}`, "template_markup", {
    file,
    cause,
  });
}

function faultsOf(error: unknown): readonly MarkupFault[] {
  const faults: unknown = error instanceof Error && "errors" in error ? error.errors : [];
  return Array.isArray(faults) ? faults.filter(isFault) : [];
}

function isFault(value: unknown): value is MarkupFault {
  return typeof value === "object" && value !== null && "line" in value && "message" in value && "tagName" in value;
}
