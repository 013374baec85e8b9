import { TemplateError } from "./template-error.ts";

/**
 * A package that is installed only where it is needed.
 *
 * @throws TemplateError with the line that installs it
 */
export async function importPeer<Module>(name: string, purpose: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND")) throw cause;
    throw new TemplateError(
      `${purpose} needs the package ${name}, which is not installed. Install it: npm install ${name}`,
      "template_dependency",
      { cause },
    );
  }
}
