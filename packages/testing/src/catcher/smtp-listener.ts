import { once } from "node:events";
import type { Socket } from "node:net";
import { createSecureContext } from "node:tls";
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from "smtp-server";
import { clearRealTimeout, setRealTimeout } from "../real-timers.ts";
import type { CatcherOptions, CatcherTls } from "./catcher-options.ts";
import type { CaughtLogin, Transaction } from "./caught-mail.ts";
import { listenError } from "./listen-error.ts";
import { readRefusals } from "./refusals.ts";
import { errorOf, octetsOf, transactionOf, wireAddress } from "./transaction.ts";

/** An SMTP server that is running. */
export interface SmtpListener {
  readonly port: number;
  /** How many clients connected so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Keeps a mail; the client is answered 250 after it. */
export type TakeMail = (source: Uint8Array, transaction: Transaction) => Promise<void>;

type Done = (error?: Error | null) => void;
type ListenerOptions = Pick<CatcherOptions, "login" | "tls" | "refuse"> &
  Required<Pick<CatcherOptions, "host" | "port" | "sizeLimit">>;

/** How long a client may go on with what it was doing when the server is closed. */
const GRACE_MS = 200;

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
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = server.listen(port, host).on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  try {
    await once(listener, "listening");
  } catch (error) {
    throw listenError(error, host, port);
  }
  const address = listener.address();
  // A string is the path of a pipe, on which nothing listens here.
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    port: bound,
    get connections() {
      return connections;
    },
    close: () => close(server, sockets),
  };
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

/** Closes the server, and what is connected to it once the grace is over: in faked time smtp-server's own never is. */
async function close(server: SMTPServer, sockets: ReadonlySet<Socket>): Promise<void> {
  const timer = setRealTimeout(() => {
    const begun = new Set(Array.from(server.connections, ({ remotePort }) => remotePort));
    for (const connection of server.connections) connection.close();
    // smtp-server does not know those yet that it has not greeted.
    for (const socket of sockets) if (!begun.has(socket.remotePort ?? 0)) socket.destroy();
  }, GRACE_MS);
  await new Promise<void>((resolve) => server.close(resolve));
  clearRealTimeout(timer);
}
