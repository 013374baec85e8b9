import { type BackendClass, BaseEmailBackend } from "./backend.ts";
import { describe } from "./describe.ts";
import { BackendNotInstalledError, InvalidMailerError } from "./errors.ts";
import { settings } from "./settings.ts";

/** What a backend can be chosen by. */
type Chosen = BackendClass | BaseEmailBackend | string;

let override: (() => BaseEmailBackend) | undefined;

/**
 * Makes every connection that is not given explicitly the one that `resolve` answers, as test tools need it.
 *
 * @returns a function that ends it
 */
export function overrideMailers(resolve: () => BaseEmailBackend): () => void {
  const before = override;
  override = resolve;
  return () => {
    override = before;
  };
}

/**
 * A closed backend: each batch opens its connection and closes it again.
 *
 * @param backend - a class, an instance, or a module specifier; otherwise the setting `backend`
 * @param options - what the backend's constructor takes
 * @throws BackendNotInstalledError saying what to install, InvalidMailerError, ConfigurationError
 */
export function getConnection<Class extends BackendClass>(
  backend: Class,
  ...options: ConstructorParameters<Class>
): Promise<InstanceType<Class>>;
export function getConnection<Backend extends BaseEmailBackend>(backend: Backend): Promise<Backend>;
export function getConnection(backend?: string | null, options?: object): Promise<BaseEmailBackend>;
export async function getConnection(
  backend?: Chosen | null,
  ...options: readonly unknown[]
): Promise<BaseEmailBackend> {
  return makeConnection(backend, options);
}

/**
 * `getConnection()`, opened and held: `await using connection = await openConnection();`
 *
 * @throws what getConnection throws, and DeliveryError if the connection cannot be had
 */
export function openConnection<Class extends BackendClass>(
  backend: Class,
  ...options: ConstructorParameters<Class>
): Promise<InstanceType<Class>>;
export function openConnection<Backend extends BaseEmailBackend>(backend: Backend): Promise<Backend>;
export function openConnection(backend?: string | null, options?: object): Promise<BaseEmailBackend>;
export async function openConnection(
  backend?: Chosen | null,
  ...options: readonly unknown[]
): Promise<BaseEmailBackend> {
  const connection = await makeConnection(backend, options);
  await connection.open();
  return connection;
}

async function makeConnection(
  backend: Chosen | null | undefined,
  [options = {}]: readonly unknown[],
): Promise<BaseEmailBackend> {
  if (override && (backend === undefined || backend === null)) return override();
  const chosen = backend ?? settings.backend;
  if (chosen instanceof BaseEmailBackend) return chosen;
  const Backend = typeof chosen === "string" ? await load(chosen) : chosen;
  if (!isBackendClass(Backend)) {
    throw new InvalidMailerError(
      `A backend must be a class that extends BaseEmailBackend, an instance of one, or a module specifier; got ${describe(Backend)}.`,
    );
  }
  return new Backend(options);
}

function isBackendClass(value: unknown): value is BackendClass {
  return typeof value === "function" && value.prototype instanceof BaseEmailBackend;
}

/** The default export of a module, found from the application as its own `import` would find it. */
async function load(specifier: string): Promise<unknown> {
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
