import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createSecureContext } from "node:tls";
import { domainToASCII } from "node:url";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { CatcherOptions, CatcherTls } from "./catcher-options.ts";
import type { CaughtLogin, Transaction } from "./caught-mail.ts";
import { listenError } from "./listen-error.ts";
import { type Reply, readRefusals } from "./refusals.ts";

/** An SMTP server that is running. */
export interface SmtpListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Keeps a mail; the client is answered 250 after it. */
export type TakeMail = (source: Uint8Array, transaction: Transaction) => Promise<void>;

type Done = (error?: Error | null) => void;
type ListenerOptions = Pick<CatcherOptions, "login" | "tls" | "refuse"> &
  Required<Pick<CatcherOptions, "host" | "port" | "sizeLimit">>;

/** How long a client may go on with what it was doing when the server is closed. */
const GRACE_MS = 200;
// A test that fakes the timers has not faked these.
const { clearTimeout, setTimeout } = globalThis;

/**
 * Starts an SMTP server with SIZE, 8BITMIME, SMTPUTF8 and PIPELINING, which passes no mail on.
 *
 * @throws TypeError for a refusal or a certificate that is none; CatcherError if it cannot listen there
 */
export async function listen(
  { host, port, sizeLimit, login, tls, refuse }: ListenerOptions,
  take: TakeMail,
): Promise<SmtpListener> {
  const refusalOf = readRefusals(refuse ?? {});
  const answer = ({ address }: SMTPServerAddress, _session: SMTPServerSession, done: Done): void => {
    const refusal = refusalOf(wireAddress(address));
    done(refusal === undefined ? null : errorOf(refusal));
  };
  const server = new SMTPServer({
    ...(tls === undefined ? { disabledCommands: ["STARTTLS"] } : certificate(tls)),
    name: "posthorn.localhost",
    banner: "Posthorn catcher: nothing leaves this machine",
    size: sizeLimit,
    authOptional: login === undefined,
    allowInsecureAuth: tls === undefined,
    disableReverseLookup: true,
    closeTimeout: GRACE_MS,
    onAuth: ({ username = "", password }, _session, done) => {
      const given: CaughtLogin = { username, password: password ?? "" };
      if (login === undefined || (given.username === login.username && given.password === login.password))
        done(null, { user: given });
      else done(errorOf({ code: 535, text: "5.7.8 This is not the login of the catcher" }));
    },
    onMailFrom: answer,
    onRcptTo: answer,
    onData: (stream, session, done) => {
      const transaction = transactionOf(session);
      const kept = octetsOf(stream, sizeLimit).then((source) => take(source, transaction));
      kept.then(() => done(null, "Caught; it goes no further"), done);
    },
  });
  // Clients that hang up are reported here too; without a listener one of them would end the process.
  server.on("error", () => undefined);
  const listener = server.listen(port, host);
  try {
    await once(listener, "listening");
  } catch (error) {
    throw listenError(error, host, port);
  }
  return { port: (listener.address() as AddressInfo).port, close: () => close(server) };
}

/** @throws TypeError if they are no PEM, or do not belong together */
function certificate({ key, cert, implicit = false }: CatcherTls): {
  key: string | Buffer;
  cert: string | Buffer;
  secure: boolean;
} {
  const pem = (value: string | Uint8Array): string | Buffer => (typeof value === "string" ? value : Buffer.from(value));
  const certified = { key: pem(key), cert: pem(cert) };
  try {
    createSecureContext(certified);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`tls of startCatcher() must be a key and its certificate, both as PEM: ${reason}.`, { cause });
  }
  return { ...certified, secure: implicit };
}

/** An error that smtp-server answers with a reply. */
function errorOf({ code, text }: Reply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/**
 * The octets of a mail that arrived whole.
 *
 * @throws Error with the reply 552 for one that is too large; the stream's own if the connection ends before it does
 */
async function octetsOf(stream: SMTPServerDataStream, sizeLimit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // What is too large is read to its end, where the reply is waited for, but not kept.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw errorOf({ code: 552, text: `5.3.4 The mail has more than ${sizeLimit} octets` });
  return new Uint8Array(Buffer.concat(chunks));
}

function transactionOf(session: SMTPServerSession): Transaction {
  const { envelope, secure } = session;
  const login: CaughtLogin | undefined = session.user;
  return {
    envelope: {
      from: envelope.mailFrom ? wireAddress(envelope.mailFrom.address) : "",
      to: envelope.rcptTo.map(({ address }) => wireAddress(address)),
    },
    login: login ?? null,
    secure,
  };
}

/** Its domain as it is looked up, `xn--`: smtp-server decodes one that came so (RFC 5890, 2.3.2.1). */
function wireAddress(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  const domain = address.slice(at);
  return /\P{ASCII}/u.test(domain) ? `${address.slice(0, at)}${domainToASCII(domain)}` : address;
}

async function close(server: SMTPServer): Promise<void> {
  const timer = setTimeout(() => {
    for (const connection of server.connections) connection.close();
  }, GRACE_MS);
  await new Promise<void>((resolve) => server.close(resolve));
  clearTimeout(timer);
}
