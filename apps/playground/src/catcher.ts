import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Inbox } from "./inbox.ts";
import { listen } from "./listen.ts";

const SIZE_LIMIT = 50 * 1024 * 1024;

/** A running SMTP server that takes every mail and passes none on. */
export interface Catcher {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts an SMTP server on this machine that puts every mail into the inbox. It asks for no TLS and takes any login. */
export async function startCatcher(inbox: Inbox, port: number): Promise<Catcher> {
  const server = new SMTPServer({
    name: "posthorn.localhost",
    banner: "Posthorn catcher: nothing leaves this machine",
    size: SIZE_LIMIT,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 500,
    onAuth: (_auth, _session, callback) => callback(null, { user: "anyone" }),
    onData: (stream, session, callback) => void receive(inbox, stream, session, callback),
  });
  // smtp-server reports every client that hangs up here; without a listener one of them would end the process.
  server.on("error", () => {});
  const actualPort = await listen(server.server, port);
  return { port: actualPort, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function receive(
  inbox: Inbox,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  callback: (error?: Error | null, message?: string) => void,
): Promise<void> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
    if (stream.sizeExceeded) {
      callback(Object.assign(new Error(`The mail is larger than ${SIZE_LIMIT} octets`), { responseCode: 552 }));
      return;
    }
    const { mailFrom, rcptTo } = session.envelope;
    inbox.add(Buffer.concat(chunks), {
      from: mailFrom === false ? "" : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
    });
    callback(null, "Caught; it goes no further");
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)));
  }
}
