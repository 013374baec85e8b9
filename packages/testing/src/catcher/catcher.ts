import type { CriteriaOf } from "../expected/criteria.ts";
import { liveView } from "../live-view.ts";
import { rememberList } from "../reading/mail-list.ts";
import type { WaitOptions } from "../wait.ts";
import { type CatcherOptions, checkCatcherOptions } from "./catcher-options.ts";
import type { CaughtMail } from "./caught-mail.ts";
import { Mailroom } from "./mailroom.ts";
import { listen } from "./smtp-listener.ts";

/** A running SMTP server that takes every mail and passes none on. */
export interface Catcher extends AsyncDisposable {
  /** Where a client on this machine reaches it. */
  readonly host: string;
  readonly port: number;
  /** As `EMAIL_URL` takes it, with the login if one is demanded: `smtp://127.0.0.1:2525`. */
  readonly url: string;
  /**
   * The environment variables that make another process's Posthorn send here: what the environment decides. Named mailers,
   * and a server or a backend that the program itself gives to `configureMail()`, go before it.
   */
  readonly env: Readonly<Record<string, string>>;
  /** What arrived, in that order: a live view, which cannot be written to. A mail stands in it before its sender is answered 250. */
  readonly mails: readonly CaughtMail[];
  /** How many clients connected so far, also those that sent nothing. */
  readonly connections: number;
  /**
   * The first mail that meets the criteria, or that the function answers true for, also if it is there already; without
   * criteria the first of all. `{ nth: 2 }` waits for the second.
   *
   * @throws CatcherError with what did arrive, if it does not arrive in time, or the catcher is stopped; TypeError for a
   *   criterion or an option that does not exist, or whose value is none; BadAddressError for a string that is no mailbox
   */
  waitForMail(criteria?: CriteriaOf<CaughtMail>, options?: WaitOptions): Promise<CaughtMail>;
  /** Forgets what arrived. */
  clear(): void;
  /** Stops the server. What arrived stays to be looked at. */
  stop(): Promise<void>;
}

/** What stands for all interfaces is no address to connect to (RFC 1122, 3.2.1.3). */
const LOOPBACK: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/**
 * Starts an SMTP server on this machine that keeps every mail, read, and delivers none of them.
 *
 * @throws TypeError for an option that does not exist, or whose value is none; CatcherError if it cannot listen there
 */
export async function startCatcher(options: CatcherOptions = {}): Promise<Catcher> {
  checkCatcherOptions(options);
  const { host = "127.0.0.1", sizeLimit = 50 * 1024 * 1024, keep = Number.POSITIVE_INFINITY, onMail } = options;
  const mailroom = new Mailroom(keep, (mail) => onMail?.(mail));
  const listener = await listen({ ...options, host, port: options.port ?? 0, sizeLimit }, (source, transaction) =>
    mailroom.take(source, transaction),
  );
  const reachable = LOOPBACK[host] ?? host;
  const url = urlOf(reachable, listener.port, options);
  const stop = async (): Promise<void> => {
    await listener.close();
    mailroom.close();
  };
  return {
    host: reachable,
    port: listener.port,
    url,
    env: environmentOf(url),
    mails: rememberList(
      "mails",
      liveView(() => mailroom.mails, "The mails of a catcher cannot be written to; clear() forgets them."),
    ),
    get connections() {
      return listener.connections;
    },
    waitForMail: mailroom.waitForMail,
    clear: () => {
      mailroom.mails.length = 0;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function urlOf(host: string, port: number, { login, tls }: CatcherOptions): string {
  const scheme = tls === undefined ? "smtp" : tls.implicit ? "smtps" : "smtp+tls";
  const user =
    login === undefined ? "" : `${encodeURIComponent(login.username)}:${encodeURIComponent(login.password)}@`;
  return `${scheme}://${user}${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** What EMAIL_URL stands for may not be set beside it: an empty variable is none. */
function environmentOf(url: string): Readonly<Record<string, string>> {
  return {
    EMAIL_BACKEND: "@posthorn/smtp",
    EMAIL_URL: url,
    EMAIL_HOST: "",
    EMAIL_PORT: "",
    EMAIL_HOST_USER: "",
    EMAIL_HOST_PASSWORD: "",
    EMAIL_USE_TLS: "",
    EMAIL_USE_SSL: "",
  };
}
