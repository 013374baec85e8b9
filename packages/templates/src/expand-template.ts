import Handlebars from "handlebars";
import { explainSyntaxError } from "./handlebars-error.ts";
import { REQUIRE_VALUE, requireValue, requireValues } from "./required-values.ts";
import { TemplateError } from "./template-error.ts";
import type { TemplateContext } from "./templates.ts";

/** What happens to the characters of a value that mean something in HTML. */
export type Escaping = "html" | "none";

// An instance of our own: helpers that an application registers globally would render here and not in a build.
const handlebars = Handlebars.create();
handlebars.registerHelper(REQUIRE_VALUE, requireValue);

/**
 * A template's source with its values filled in.
 *
 * @throws TemplateError if the source is no Handlebars template, or if a value that it shows is missing
 */
export function expandTemplate(source: string, file: string, context: TemplateContext, escaping: Escaping): string {
  try {
    const program = handlebars.parse(source);
    requireValues(program, file);
    const template = handlebars.compile(program, {
      noEscape: escaping === "none",
      knownHelpersOnly: true,
      knownHelpers: { [REQUIRE_VALUE]: true },
    });
    return template(context);
  } catch (error) {
    throw error instanceof TemplateError ? error : explainSyntaxError(error, file);
  }
}
