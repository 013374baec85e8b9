import { type BackendClass, BaseEmailBackend } from "./backend.ts";
import { isBackendClass, loadBackend } from "./backend-specifier.ts";
import { describe } from "./describe.ts";
import { InvalidMailerError, MailerDoesNotExistError } from "./errors.ts";
import { isPlainObject } from "./is-plain-object.ts";
import type { Mailer } from "./settings/mail-settings.ts";
import { settings, withoutDefaultServer } from "./settings/settings.ts";

/** What a backend can be chosen by. */
type Chosen = BackendClass | BaseEmailBackend | string;

/** The options of `getConnection` where no class is given: whatever the backend's constructor takes, beside these. */
export interface ConnectionOptions {
  /** The alias of the mailer. @defaultValue the default mailer */
  readonly using?: string | undefined;
  /** Delivery errors are not thrown. @defaultValue false */
  readonly failSilently?: boolean | undefined;
  /** What the backend's constructor takes. */
  readonly [option: string]: unknown;
}

/** The option of `openConnection` beside those of `getConnection`. */
export interface OpenConnectionOptions {
  /** Ends the attempt with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

/** The arguments of a backend's constructor, of which the first may hold a signal. */
export type OpenConnectionArguments<Arguments extends readonly unknown[]> = Arguments extends readonly []
  ? readonly [options?: OpenConnectionOptions]
  : { [Index in keyof Arguments]: Index extends "0" ? Arguments[Index] & OpenConnectionOptions : Arguments[Index] };

/** How a call says what it is sent through. */
export interface Route {
  readonly connection?: BaseEmailBackend | null | undefined;
  readonly using?: string | undefined;
  readonly authUser?: string | null | undefined;
  readonly authPassword?: string | null | undefined;
}

type Override = (alias: string, options: ConnectionOptions) => BaseEmailBackend;

// Of all copies of this module that a process has, as where a test runner loads modules anew: no test may send for real
// because another copy was told.
const OVERRIDE = Symbol.for("@posthorn/core overrideMailers");
const shared: typeof globalThis & { [OVERRIDE]?: Override | undefined } = globalThis;

/**
 * Makes every connection that is not given explicitly the one that `resolve` answers, as test tools need it.
 *
 * @param resolve - gets the alias of the mailer that would be used, `default` for the default mailer, and the options that
 *   its backend would be made with
 * @returns a function that ends it
 */
export function overrideMailers(resolve: (alias: string, options: ConnectionOptions) => BaseEmailBackend): () => void {
  const before = shared[OVERRIDE];
  shared[OVERRIDE] = resolve;
  return () => {
    shared[OVERRIDE] = before;
  };
}

/**
 * A closed backend: each batch opens its connection and closes it again.
 * Each call makes a new backend, unless an instance was given or configured.
 *
 * @param backend - a class, an instance, or a module specifier; otherwise the mailer that `using` names, else the default
 *   one, and the options may stand alone; they are what the backend's constructor takes, and go before the mailer's own
 * @throws BackendNotInstalledError saying what to install, MailerDoesNotExistError, InvalidMailerError, ConfigurationError;
 *   TypeError for `using` beside a backend, or for options of an instance
 */
export function getConnection<Backend extends BaseEmailBackend>(backend: Backend): Promise<Backend>;
export function getConnection(backend?: string | null, options?: ConnectionOptions): Promise<BaseEmailBackend>;
export function getConnection(options: ConnectionOptions): Promise<BaseEmailBackend>;
export function getConnection<Class extends BackendClass>(
  backend: Class,
  ...options: ConstructorParameters<Class>
): Promise<InstanceType<Class>>;
export async function getConnection(...args: readonly unknown[]): Promise<BaseEmailBackend> {
  const { backend, options } = readArguments(args);
  return makeConnection(backend, options);
}

/**
 * `getConnection()`, opened and held: `await using connection = await openConnection();`
 *
 * @param backend - as `getConnection` takes it, with its options and `signal`
 * @throws what getConnection throws, DeliveryError if the connection cannot be had, AbortError
 */
export function openConnection<Backend extends BaseEmailBackend>(
  backend: Backend,
  options?: OpenConnectionOptions,
): Promise<Backend>;
export function openConnection(
  backend?: string | null,
  options?: ConnectionOptions & OpenConnectionOptions,
): Promise<BaseEmailBackend>;
export function openConnection(options: ConnectionOptions & OpenConnectionOptions): Promise<BaseEmailBackend>;
export function openConnection<Class extends BackendClass>(
  backend: Class,
  ...options: OpenConnectionArguments<ConstructorParameters<Class>>
): Promise<InstanceType<Class>>;
export async function openConnection(...args: readonly unknown[]): Promise<BaseEmailBackend> {
  const { backend, options } = readArguments(args);
  const { signal, ...others }: ConnectionOptions & OpenConnectionOptions = options;
  const connection = await makeConnection(backend, others);
  try {
    await connection.open({ signal });
    return connection;
  } catch (error) {
    // What was made halfway is ended; why it could not be made is what the caller has to know.
    await connection.close().catch(() => undefined);
    throw error;
  }
}

/**
 * What a call is sent through: its connection, else one of the mailer that it names, else of the default mailer.
 *
 * @throws what getConnection throws; TypeError for what is no connection, or for a connection and something beside it
 */
export async function connectionFor({ connection, using, authUser, authPassword }: Route): Promise<BaseEmailBackend> {
  const given = checkConnection(connection);
  const username = authUser ?? undefined;
  const password = authPassword ?? undefined;
  if (given) {
    const beside = Object.entries({ using, authUser: username, authPassword: password }).find(
      ([, value]) => value !== undefined,
    );
    if (!beside) return given;
    throw new TypeError(`${beside[0]} cannot stand beside connection, which is made already; leave one of them out.`);
  }
  const login = { ...(username === undefined ? {} : { username }), ...(password === undefined ? {} : { password }) };
  return makeConnection(undefined, { using, ...login });
}

/** A backend and options, of which either can be missing. */
function readArguments([first, second]: readonly unknown[]): {
  readonly backend: Chosen | undefined;
  readonly options: ConnectionOptions;
} {
  const isAlone = second === undefined && isPlainObject(first);
  const options = (isAlone ? first : second) ?? {};
  if (!isPlainObject(options))
    throw new TypeError(`The options of a connection are an object; got ${describe(options)}.`);
  return { backend: isAlone ? undefined : ((first ?? undefined) as Chosen | undefined), options: { ...options } };
}

async function makeConnection(backend: Chosen | undefined, options: ConnectionOptions): Promise<BaseEmailBackend> {
  const { using, ...given } = options;
  if (backend !== undefined) {
    if (using === undefined) return backendFrom(backend, given);
    throw new TypeError("using names a mailer, which says its own backend; give either of the two.");
  }
  const alias = using ?? settings.using ?? "default";
  const mailer = mailerOf(alias);
  const all = mailer === undefined || mailer instanceof BaseEmailBackend ? given : { ...mailer.options, ...given };
  const override = shared[OVERRIDE];
  if (override) return override(alias, all);
  if (mailer === undefined) return backendFrom(settings.backend, given);
  if (mailer instanceof BaseEmailBackend) return backendFrom(mailer, given);
  return backendFrom(mailer.backend, all, (construct) => madeFor(alias, construct));
}

/** The named mailer; undefined for a default one that the settings themselves describe. */
function mailerOf(alias: string): Mailer | undefined {
  const { mailers } = settings;
  if (Object.hasOwn(mailers, alias)) return mailers[alias];
  if (alias === "default") return undefined;
  const known = Object.keys(mailers).join(", ");
  throw new MailerDoesNotExistError(
    `There is no mailer ${describe(alias)}; ${known === "" ? "configureMail() was given no mailers" : `there are ${known}`}.`,
  );
}

/** A named mailer's backend, without the default mailer's server; an option that it does not take is the mailer's mistake. */
function madeFor(alias: string, construct: () => BaseEmailBackend): BaseEmailBackend {
  try {
    return withoutDefaultServer(construct);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new InvalidMailerError(`The mailer ${describe(alias)} cannot be made: ${cause.message}`, { cause });
  }
}

async function backendFrom(
  chosen: Chosen,
  options: object,
  around: (construct: () => BaseEmailBackend) => BaseEmailBackend = (construct) => construct(),
): Promise<BaseEmailBackend> {
  if (chosen instanceof BaseEmailBackend) {
    const [option] = Object.keys(options);
    if (option === undefined) return chosen;
    throw new TypeError(`The backend is an instance, which is made already; it cannot be given ${describe(option)}.`);
  }
  const Backend = typeof chosen === "string" ? await loadBackend(chosen) : chosen;
  if (!isBackendClass(Backend)) {
    throw new InvalidMailerError(
      `A backend must be a class that extends BaseEmailBackend, an instance of one, or a module specifier; got ${describe(Backend)}.`,
    );
  }
  return around(() => new Backend(options));
}

/**
 * A connection as it was given.
 *
 * @throws TypeError if it is anything but a backend
 */
function checkConnection(connection: unknown): BaseEmailBackend | undefined {
  if (connection === null || connection === undefined) return undefined;
  if (connection instanceof BaseEmailBackend) return connection;
  const advice = connection instanceof Promise ? "a promise: write await getConnection()" : describe(connection);
  throw new TypeError(`connection must be a backend, as getConnection() answers one; got ${advice}.`);
}
