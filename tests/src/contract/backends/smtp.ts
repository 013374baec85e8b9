import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { buffer } from "node:stream/consumers";
import { SmtpBackend } from "@posthorn/smtp";
import { type BackendUnderTest, type ReceivedMail, readMail } from "@posthorn/testing/contract";
import { SMTPServer } from "smtp-server";

const secret = "canary-0815";
const login = { username: "bistro", password: secret };
const refusedRecipient = "refused@example.com";

/** A server that takes whoever is not refused. */
class MailServer {
  readonly mails: Promise<ReceivedMail>[] = [];
  connections = 0;
  readonly #server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: (auth, _session, callback) =>
      callback(auth.password === secret ? null : new Error("Who are you?"), { user: auth.username }),
    onConnect: (_session, callback) => {
      this.connections += 1;
      callback();
    },
    onRcptTo: ({ address }, _session, callback) =>
      callback(address === refusedRecipient ? Object.assign(new Error("Nobody here"), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, callback) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      const to = envelope.rcptTo.map(({ address }) => address);
      buffer(stream).then((source) => {
        this.mails.push(readMail(source, { from, to }));
        callback();
      }, callback);
    },
  });

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server.server, "listening");
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}

let server = new MailServer();

/** Over SMTP, to a server on loopback. */
export const smtp: BackendUnderTest = {
  create: (options) => new SmtpBackend({ host: "127.0.0.1", port: server.port, timeout: 5, ...login, ...options }),
  received: () => Promise.all(server.mails),
  unreachable: async (options) => new SmtpBackend({ host: "127.0.0.1", port: await freePort(), ...login, ...options }),
  opened: () => server.connections,
  refusedRecipient,
  secret,
  beforeCase: async () => {
    server = new MailServer();
    await server.start();
  },
  afterCase: () => server.stop(),
};
