import { type BackendClass, BaseEmailBackend } from "./backend.ts";
import { describe } from "./describe.ts";
import { BackendNotInstalledError, InvalidMailerError } from "./errors.ts";
import { exportedForImport } from "./package-exports.ts";

/**
 * The backend that is a module's default export, found from the application as its own `import` would find it.
 *
 * @throws BackendNotInstalledError, InvalidMailerError
 */
export async function loadBackend(specifier: string): Promise<BackendClass> {
  if (typeof process === "undefined") {
    throw new InvalidMailerError(
      `The backend ${describe(specifier)} cannot be looked up in this runtime; give its class or an instance instead.`,
    );
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(specifier) && !specifier.startsWith("file:")) {
    throw new InvalidMailerError(
      `The backend ${describe(specifier)} is a URL. A backend is a module, such as "@posthorn/smtp"; the server's URL is EMAIL_URL.`,
    );
  }
  // What `import.meta.resolve()` answers, which does not depend on where the application was started.
  const module = await load(specifier, specifier.startsWith("file:") ? specifier : await urlOf(specifier));
  if (!isBackendClass(module.default)) {
    throw new InvalidMailerError(
      `The module ${describe(specifier)} has no backend as its default export, which must be a class that extends BaseEmailBackend.`,
    );
  }
  return module.default;
}

/** @throws BackendNotInstalledError, InvalidMailerError */
async function urlOf(specifier: string): Promise<string> {
  const [{ createRequire }, { pathToFileURL }, { readFileSync }, { join }] = await Promise.all([
    import("node:module"),
    import("node:url"),
    import("node:fs"),
    import("node:path"),
  ]);
  const require = createRequire(`${process.cwd()}/`);
  const read = (folder: string, file: string): string | undefined => {
    try {
      return readFileSync(join(folder, file), "utf8");
    } catch {
      return undefined;
    }
  };
  const exported = exportedForImport(specifier, require.resolve.paths(specifier) ?? [], read);
  return pathToFileURL(exported ? join(exported.folder, exported.file) : resolve(require, specifier)).href;
}

async function load(specifier: string, url: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ url);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidMailerError(`The module ${describe(specifier)} cannot be loaded: ${reason}`, { cause });
  }
}

/** @throws BackendNotInstalledError, InvalidMailerError */
function resolve(require: NodeJS.Require, specifier: string): string {
  try {
    const resolved = require.resolve(specifier);
    // A module of the runtime itself, such as `console`, resolves to its own name; so does an absolute path.
    if (resolved !== specifier || ABSOLUTE.test(specifier)) return resolved;
  } catch (cause) {
    throw notFound(specifier, cause);
  }
  throw notFound(specifier, undefined);
}

/** A class in a module, as Django writes them. */
const PYTHON_PATH = /^[a-z_]\w*(?:\.\w+)*\.[A-Z]\w*$/;
const ABSOLUTE = /^(?:\/|[a-z]:[\\/])/i;
const BACKENDS = ["smtp", "console", "file", "memory", "dummy"];
/** What Django calls the backends whose names differ. */
const DJANGO_NAMES: Readonly<Record<string, string>> = { locmem: "memory", filebased: "file" };

function notFound(specifier: string, cause: unknown): BackendNotInstalledError | InvalidMailerError {
  const shown = describe(specifier);
  if (cause instanceof Error && "code" in cause && cause.code === "ERR_PACKAGE_PATH_NOT_EXPORTED") {
    const text = `The package of ${shown} is installed, and exports nothing under that name; import its class and give that instead.`;
    return new InvalidMailerError(text, { cause });
  }
  const name = /^(?:django\.core\.mail\.backends\.)?(\w+)(?:\.EmailBackend)?$/.exec(specifier)?.[1] ?? "";
  const known = DJANGO_NAMES[name] ?? name;
  if (BACKENDS.includes(known)) {
    return new InvalidMailerError(`There is no backend ${shown}. Did you mean "@posthorn/${known}"?`, { cause });
  }
  if (PYTHON_PATH.test(specifier)) {
    const text = `There is no backend ${shown}. A backend is the default export of a module: the name of a package, or a path such as "./backends/email.js".`;
    return new InvalidMailerError(text, { cause });
  }
  if (/^[^@./\\].*\.[cm]?[jt]s$/.test(specifier) && !ABSOLUTE.test(specifier)) {
    return new InvalidMailerError(`There is no module ${shown}. A relative path begins with "./": "./${specifier}".`, {
      cause,
    });
  }
  const path = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*/i.exec(specifier)?.[0];
  if (path === undefined) {
    return new InvalidMailerError(`There is no module ${shown}, looked for from ${process.cwd()}.`, { cause });
  }
  const advice = specifier.startsWith("@posthorn/") ? "Install it" : "Is the name right? If so, install it";
  return new BackendNotInstalledError(
    `The backend ${shown} is not installed where the application runs (${process.cwd()}). ${advice}: npm install ${path}`,
    { cause },
  );
}

/** Whether a value can make backends. */
export function isBackendClass(value: unknown): value is BackendClass {
  return typeof value === "function" && value.prototype instanceof BaseEmailBackend;
}
