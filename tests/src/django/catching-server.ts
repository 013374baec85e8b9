import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** The certificate of every such server: for localhost, and trusted by nobody else; its key protects nothing. */
export const certificate = join(import.meta.dirname, "../../fixtures/localhost.crt");
const tls = {
  cert: readFileSync(certificate),
  key: readFileSync(join(import.meta.dirname, "../../fixtures/localhost.key")),
};

/** A mail as the server took it. */
interface CaughtMail {
  /** The address of MAIL FROM. */
  readonly sender: string;
  /** The addresses of RCPT TO. */
  readonly recipients: readonly string[];
  /** Who logged in, as `user:password`; undefined for nobody. */
  readonly login: string | undefined;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  readonly bytes: Buffer;
}

/** An SMTP server on loopback that keeps what it is sent and delivers nothing. */
export interface CatchingServer extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly CaughtMail[];
  /** How many connections were made. */
  readonly connections: number;
  /** How many of them are open, once none of those that are being closed is left. */
  open(expected: number): Promise<number>;
}

/** Starts one that takes every login and every recipient, unless `options` say otherwise. */
export async function startCatchingServer(options: SMTPServerOptions = {}): Promise<CatchingServer> {
  const mails: CaughtMail[] = [];
  let connections = 0;
  let open = 0;
  const server = new SMTPServer({
    ...tls,
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1000,
    onConnect: (_session, done) => {
      connections += 1;
      open += 1;
      done();
    },
    onClose: () => {
      open -= 1;
    },
    onAuth: ({ username, password }, _session, done) => done(null, { user: `${username}:${password}` }),
    onData: async (stream, { envelope, user, secure }, done) => {
      mails.push({
        sender: envelope.mailFrom ? envelope.mailFrom.address : "",
        recipients: envelope.rcptTo.map(({ address }) => address),
        login: user === undefined ? undefined : String(user),
        secure,
        bytes: await buffer(stream),
      });
      done();
    },
    ...options,
  });
  // What a client does to its connection is the client's affair.
  server.on("error", () => undefined);
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    mails,
    get connections() {
      return connections;
    },
    async open(expected) {
      for (let turn = 0; turn < 200 && open !== expected; turn += 1) await new Promise((done) => setTimeout(done, 10));
      return open;
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
