import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What one client said. */
interface RecordedSession {
  /** Every command, ended by CRLF and by nothing else; as UTF-8. */
  readonly commands: readonly string[];
  /** Every message to its final dot, as its octets stood on the wire: dots stuffed, the last CRLF included. */
  readonly messages: readonly Buffer[];
}

/** An SMTP server on loopback that writes down every octet, and takes everything. */
export interface RecordingServer extends AsyncDisposable {
  readonly port: number;
  /** The sessions since this was last asked, also those that said nothing. */
  take(): readonly RecordedSession[];
}

const END_OF_DATA = Buffer.from("\r\n.\r\n");

/** Starts one on a free port. It offers what a message can need, so that it is never the server that refuses. */
export async function startRecordingServer(): Promise<RecordingServer> {
  let sessions: RecordedSession[] = [];
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    const commands: string[] = [];
    const messages: Buffer[] = [];
    sessions.push({ commands, messages });
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true);
    socket.write("220 recording\r\n");
    let rest = Buffer.alloc(0);
    let isData = false;
    socket.on("data", (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (isData ? takeMessage() : takeCommand()) {}
    });

    function takeMessage(): boolean {
      // The line break before the dot is the last of the message; where there is none, the dot is all.
      const end = rest.subarray(0, 3).equals(END_OF_DATA.subarray(2)) ? -2 : rest.indexOf(END_OF_DATA);
      if (end === -1) return false;
      messages.push(rest.subarray(0, end + 2));
      rest = rest.subarray(end + END_OF_DATA.length);
      isData = false;
      socket.write("250 2.0.0 taken\r\n");
      return true;
    }

    function takeCommand(): boolean {
      const end = rest.indexOf("\r\n");
      if (end === -1) return false;
      const line = rest.subarray(0, end).toString();
      rest = rest.subarray(end + 2);
      commands.push(line);
      if (line === "DATA") {
        isData = true;
        socket.write("354 go on\r\n");
      } else if (line === "QUIT") socket.end("221 bye\r\n");
      else socket.write(line.startsWith("EHLO") ? "250-recording\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n" : "250 ok\r\n");
      return true;
    }
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    take() {
      const taken = sessions;
      sessions = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}
