import { type BackendOptions, ConfigurationError, checkBackendOptions, settings } from "@posthorn/core";

/** The options of SmtpBackend; each is the setting of the same name where it is missing. */
export interface SmtpOptions extends BackendOptions {
  /** @defaultValue the setting `emailHost`, else `localhost` */
  readonly host?: string | undefined;
  /** @defaultValue the setting `emailPort`, else 25 */
  readonly port?: number | undefined;
  /** Authenticates if both username and password are given. @defaultValue the setting `emailHostUser` */
  readonly username?: string | undefined;
  /** @defaultValue the setting `emailHostPassword` */
  readonly password?: string | undefined;
  /** Upgrades the connection by STARTTLS, or fails. @defaultValue the setting `emailUseTls`, else false */
  readonly useTls?: boolean | undefined;
  /** TLS from the first octet, usually on port 465. @defaultValue the setting `emailUseSsl`, else false */
  readonly useSsl?: boolean | undefined;
  /**
   * In seconds, for connecting, for each reply, and for content that streams to go on.
   *
   * @defaultValue the setting `emailTimeout`, else 120 for connecting, 300 for a reply, and 270 for content that streams
   */
  readonly timeout?: number | undefined;
  /** A file with the private key of the client's certificate, in PEM. @defaultValue the setting `emailSslKeyfile` */
  readonly sslKeyfile?: string | undefined;
  /** A file with the client's certificate and its chain, in PEM. @defaultValue the setting `emailSslCertfile` */
  readonly sslCertfile?: string | undefined;
  /** Sends the password over a connection without TLS to a host that is not this machine. @defaultValue false */
  readonly allowInsecureAuth?: boolean | undefined;
}

/** Where and how to connect. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly useTls: boolean;
  readonly useSsl: boolean;
  /** Empty where the client has no certificate. */
  readonly sslKeyfile: string;
  readonly sslCertfile: string;
  readonly allowInsecureAuth: boolean;
  readonly timeoutMs?: number;
}

const NAMES = [
  "failSilently",
  "host",
  "port",
  "username",
  "password",
  "useTls",
  "useSsl",
  "timeout",
  "sslKeyfile",
  "sslCertfile",
  "allowInsecureAuth",
];
// A name, or an IPv6 address, which alone has colons
const HOST = /^(?:[^\s:/@?#]+|[0-9a-f:.%]*:[0-9a-f:.%]*:[0-9a-z:.%]*)$/i;
/** What a timer can wait for, in seconds. */
const LONGEST_TIMEOUT = 2_147_483;

/**
 * The server that options and settings name.
 *
 * @throws ConfigurationError, or TypeError for an option that does not exist
 */
export function readOptions(options: SmtpOptions): SmtpServer {
  checkBackendOptions("SmtpBackend", options, NAMES);
  const timeout = options.timeout ?? settings.emailTimeout;
  const server = {
    host: options.host || settings.emailHost,
    port: options.port || settings.emailPort,
    username: options.username ?? settings.emailHostUser,
    password: options.password ?? settings.emailHostPassword,
    useTls: options.useTls ?? settings.emailUseTls,
    useSsl: options.useSsl ?? settings.emailUseSsl,
    sslKeyfile: options.sslKeyfile ?? settings.emailSslKeyfile,
    sslCertfile: options.sslCertfile ?? settings.emailSslCertfile,
    allowInsecureAuth: options.allowInsecureAuth ?? false,
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
  };
  const { host, port, username, password } = server;
  if (server.useTls && server.useSsl) {
    throw new ConfigurationError("useTls (STARTTLS) and useSsl (TLS from the start) exclude each other; set only one.");
  }
  // A port has an option of its own; more colons are an IPv6 address.
  demand(isPlain(host) && HOST.test(host), "host", "a host name or an IP address, without a port or a scheme");
  // NaN is what Number(undefined) makes of a variable that is not there.
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535 && !Number.isNaN(options.port);
  demand(isPort, "port", "a whole number from 1 to 65535");
  // RFC 4616, 2: neither may hold NUL; a line break would end the command.
  demand(isPlain(username), "username", "a string without control characters");
  demand(isPlain(password), "password", "a string without control characters");
  const isLoginOfSettings = options.username === undefined && options.password === undefined && username !== "";
  if (isLoginOfSettings && settings.emailHost !== "localhost" && host !== settings.emailHost) {
    throw new ConfigurationError(
      `SmtpBackend got the host ${host}, and no login; the one of the settings is that of ${settings.emailHost}. Give username and password, or "" for none.`,
    );
  }
  if ((username === "") !== (password === "")) {
    throw new ConfigurationError(
      `SmtpBackend got a ${password === "" ? "username without a password" : "password without a username"}; give both, or set EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.`,
    );
  }
  for (const name of ["sslKeyfile", "sslCertfile"] as const)
    demand(typeof server[name] === "string", name, "the path of a PEM file");
  if (server.sslKeyfile !== "" && server.sslCertfile === "") {
    throw new ConfigurationError(
      "SmtpBackend got sslKeyfile without sslCertfile; the certificate that belongs to the key is missing.",
    );
  }
  for (const name of ["useTls", "useSsl", "allowInsecureAuth"] as const) {
    demand(typeof server[name] === "boolean", name, "true or false");
  }
  demand(
    timeout === undefined || (Number.isFinite(timeout) && timeout > 0 && timeout <= LONGEST_TIMEOUT),
    "timeout",
    `a number of seconds above 0 and up to ${LONGEST_TIMEOUT}`,
  );
  return server;
}

function isPlain(value: unknown): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  return typeof value === "string" && !/[\0-\x1f\x7f]/.test(value);
}

/** The value itself is not shown: it may be a password in the wrong place. */
function demand(holds: boolean, name: string, wants: string): void {
  if (!holds) throw new ConfigurationError(`The option ${name} of SmtpBackend must be ${wants}.`);
}
