import { ConfigurationError } from "../errors.ts";
import type { MailSettings } from "./mail-settings.ts";

/** The settings that an `EMAIL_URL` stands for. */
export type EmailUrl = Pick<
  MailSettings,
  "emailHost" | "emailPort" | "emailHostUser" | "emailHostPassword" | "emailUseTls" | "emailUseSsl"
>;

/** Each scheme with its port: 25 (RFC 5321, 4.5.4.2), 587 with STARTTLS (RFC 6409, 3.1), 465 with TLS (RFC 8314, 3.3). */
const PORTS: Readonly<Record<string, number>> = { "smtp:": 25, "smtp+tls:": 587, "smtps:": 465 };

/**
 * The server that a URL such as `smtps://user:password@mail.example.com:465` names.
 *
 * @throws ConfigurationError saying what is wrong; it does not show the URL, which may hold a password
 */
export function parseEmailUrl(text: string): EmailUrl {
  if (!URL.canParse(text)) throw wrong("it is no URL");
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const fallback = PORTS[protocol];
  if (fallback === undefined) {
    throw wrong(`its scheme is ${JSON.stringify(protocol)}; there are ${Object.keys(PORTS).join(", ")}`);
  }
  if (hostname === "") throw wrong("it has no host");
  if ((pathname !== "" && pathname !== "/") || search !== "" || hash !== "") {
    throw wrong(
      "it has something behind host and port; a / ? # or @ in the password is written as %2F, %3F, %23 or %40",
    );
  }
  return {
    // An IPv6 address stands in brackets in a URL alone (RFC 3986, 3.2.2).
    emailHost: decode(hostname).replace(/^\[(.*)\]$/, "$1"),
    emailPort: port === "" ? fallback : Number(port),
    emailHostUser: decode(username),
    emailHostPassword: decode(password),
    emailUseTls: protocol === "smtp+tls:",
    emailUseSsl: protocol === "smtps:",
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("it has a % that begins no escape; a % in the password is written as %25");
  }
}

function wrong(reason: string): ConfigurationError {
  return new ConfigurationError(
    `the environment variable EMAIL_URL must look like smtps://user:password@mail.example.com:465: ${reason}.`,
  );
}
