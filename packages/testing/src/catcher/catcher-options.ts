import { checkOptions } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import type { CaughtLogin, CaughtMail } from "./caught-mail.ts";

/** The certificate of a catcher, and how TLS begins. */
export interface CatcherTls {
  /** The private key, as PEM. */
  readonly key: string | Uint8Array;
  /** The certificate of `host`, as PEM. */
  readonly cert: string | Uint8Array;
  /** TLS from the first octet (RFC 8314, 3.3) instead of STARTTLS. @defaultValue false */
  readonly implicit?: boolean;
}

/** What a catcher is started with. */
export interface CatcherOptions {
  /** An address or name of this machine. Any other than loopback lets others send here. @defaultValue `127.0.0.1` */
  readonly host?: string;
  /** From 0 to 65535; 0 is any free port. @defaultValue 0 */
  readonly port?: number;
  /** The largest mail that is taken, in octets; the server tells it, and answers 552 to a larger one (RFC 1870). @defaultValue 52428800 */
  readonly sizeLimit?: number;
  /** How many mails are kept; beyond it the oldest go. 0 keeps none, for `onMail` alone. @defaultValue all */
  readonly keep?: number;
  /** The one login that works; no mail is taken without it. @defaultValue any login is taken, and none is asked for */
  readonly login?: CaughtLogin;
  /** Offers STARTTLS, or speaks TLS alone; a login is taken over TLS only. @defaultValue no TLS */
  readonly tls?: CatcherTls;
  /**
   * Addresses to refuse, each with its reply: `{ "gone@example.com": "550 5.1.1 No such user" }`; as the sender of a mail
   * (MAIL FROM) as well as among its recipients (RCPT TO).
   *
   * @defaultValue nobody
   */
  readonly refuse?: Readonly<Record<string, string>>;
  /** Called with each mail before the server answers 250; what it throws ends the process, as in any event listener. */
  readonly onMail?: (mail: CaughtMail) => void;
}

const NAMES = ["host", "port", "sizeLimit", "keep", "login", "tls", "refuse", "onMail"];
const ADVICE = {
  size: "The largest mail, in octets, is sizeLimit.",
  secure: "TLS from the first octet is tls: { key, cert, implicit: true }.",
  key: "A certificate is given as tls: { key, cert }.",
  cert: "A certificate is given as tls: { key, cert }.",
  auth: "A login is given as login: { username, password }.",
};

/** @throws TypeError naming the option that does not exist, or whose value is none */
export function checkCatcherOptions(options: CatcherOptions): void {
  checkOptions("startCatcher()", options, NAMES, ADVICE);
  const { host, port, sizeLimit, keep, login, tls, onMail } = options;
  if (host !== undefined && !isText(host))
    throw wrong("host", "an address or name of this machine, such as 127.0.0.1", host);
  checkNumber("port", port, "a whole number from 0 to 65535", 0, 65_535);
  checkNumber("sizeLimit", sizeLimit, "a number of octets, 1 or more", 1);
  checkNumber("keep", keep, "a number of mails, 0 or more", 0);
  if (login !== undefined) {
    checkOptions("login of startCatcher()", login, ["username", "password"]);
    if (!isText(login.username)) throw wrong("login.username", "a string that is not empty", login.username);
    // A password is not shown, not even a wrong one.
    if (!isText(login.password))
      throw new TypeError("login.password of startCatcher() must be a string that is not empty.");
  }
  if (tls !== undefined) {
    checkOptions("tls of startCatcher()", tls, ["key", "cert", "implicit"]);
    for (const name of ["key", "cert"] as const) {
      if (!isText(tls[name]) && !(tls[name] instanceof Uint8Array))
        throw new TypeError(`tls.${name} of startCatcher() must be PEM, as a string or octets; read the file first.`);
    }
    if (tls.implicit !== undefined && typeof tls.implicit !== "boolean")
      throw wrong("tls.implicit", "true or false", tls.implicit);
  }
  if (onMail !== undefined && typeof onMail !== "function") throw wrong("onMail", "a function", onMail);
}

function checkNumber(name: string, value: unknown, what: string, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most))
    return;
  throw wrong(name, what, value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function wrong(name: string, what: string, value: unknown): TypeError {
  return new TypeError(`${name} of startCatcher() must be ${what}; got ${inspected(value)}.`);
}
