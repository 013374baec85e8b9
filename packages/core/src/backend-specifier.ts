import { type BackendClass, BaseEmailBackend } from "./backend.ts";
import { describe } from "./describe.ts";
import { BackendNotInstalledError, InvalidMailerError } from "./errors.ts";

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
  const [{ createRequire }, { pathToFileURL }] = await Promise.all([import("node:module"), import("node:url")]);
  const resolved = resolve(createRequire(`${process.cwd()}/`), specifier);
  const module: { readonly default?: unknown } = await import(
    /* @vite-ignore */ /* webpackIgnore: true */ pathToFileURL(resolved).href
  );
  if (!isBackendClass(module.default)) {
    throw new InvalidMailerError(
      `The module ${describe(specifier)} has no backend as its default export, which must be a class that extends BaseEmailBackend.`,
    );
  }
  return module.default;
}

/** @throws BackendNotInstalledError, InvalidMailerError */
function resolve(require: NodeJS.Require, specifier: string): string {
  try {
    const resolved = require.resolve(specifier);
    // A module of the runtime itself, such as `console`, resolves to its own name.
    if (resolved !== specifier) return resolved;
  } catch (cause) {
    throw notFound(specifier, cause);
  }
  throw notFound(specifier, undefined);
}

const BACKENDS = ["smtp", "console", "file", "memory", "dummy"];
/** What Django calls the backends whose names differ. */
const DJANGO_NAMES: Readonly<Record<string, string>> = { locmem: "memory", filebased: "file" };

function notFound(specifier: string, cause: unknown): BackendNotInstalledError | InvalidMailerError {
  const shown = describe(specifier);
  const name = /^(?:django\.core\.mail\.backends\.)?(\w+)(?:\.EmailBackend)?$/.exec(specifier)?.[1] ?? "";
  const known = DJANGO_NAMES[name] ?? name;
  if (BACKENDS.includes(known)) {
    return new InvalidMailerError(`There is no backend ${shown}. Did you mean "@posthorn/${known}"?`, { cause });
  }
  if (/^[^@.].*\.[cm]?[jt]s$/.test(specifier)) {
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
