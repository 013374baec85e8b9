import { type BackendClass, BaseEmailBackend } from "./backend.ts";
import { isBackendClass, loadBackend } from "./backend-specifier.ts";
import { describe } from "./describe.ts";
import { InvalidMailerError } from "./errors.ts";
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
  const Backend = typeof chosen === "string" ? await loadBackend(chosen) : chosen;
  if (!isBackendClass(Backend)) {
    throw new InvalidMailerError(
      `A backend must be a class that extends BaseEmailBackend, an instance of one, or a module specifier; got ${describe(Backend)}.`,
    );
  }
  return new Backend(options);
}

/**
 * A connection as it was given.
 *
 * @throws TypeError if it is anything but a backend
 */
export function checkConnection<Backend extends BaseEmailBackend | null | undefined>(connection: Backend): Backend {
  if (connection === null || connection === undefined || connection instanceof BaseEmailBackend) return connection;
  const advice = connection instanceof Promise ? "a promise: write await getConnection()" : describe(connection);
  throw new TypeError(`connection must be a backend, as getConnection() answers one; got ${advice}.`);
}
