import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** How a server fails; where nothing is said, it accepts. */
export interface Faults {
  /** What it answers to a command, or to the final dot as `.`: a reply, `""` for silence, null to hang up, undefined to accept. */
  readonly answer?: (line: string) => string | null | undefined;
  /** Hangs up in the middle of a body, before its final dot. */
  readonly breaksOff?: boolean;
  /** Its reply to EHLO. */
  readonly ehlo?: string;
}

/** An SMTP server on loopback that fails as it is told, and writes down what it hears. */
export interface FailingServer extends AsyncDisposable {
  readonly port: number;
  /** Every command, in order; a final dot is `.`. */
  readonly lines: readonly string[];
  /** Every body that came to its final dot. */
  readonly bodies: readonly string[];
  readonly connections: number;
  /** How many connections are open. */
  readonly open: number;
  /** Ends every connection, as an idle server does. */
  hangUp(): void;
}

/** Starts one on a free port. */
export async function startFailingServer(faults: Faults = {}): Promise<FailingServer> {
  const { answer = () => undefined, breaksOff = false, ehlo = "250-failing\r\n250 8BITMIME" } = faults;
  const lines: string[] = [];
  const bodies: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const listener = createServer((socket) => {
    let body: string[] | undefined;
    let isInTransaction = false;
    let rest = "";
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.write("220 failing\r\n");
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      const received = (rest + chunk).split("\r\n");
      rest = received.pop() ?? "";
      if (breaksOff && body !== undefined && received.length > 0) socket.resetAndDestroy();
      else for (const line of received) take(line);
    });

    function take(line: string): void {
      if (body !== undefined && line !== ".") {
        body.push(line.replace(/^\./, ""));
        return;
      }
      lines.push(line);
      if (body !== undefined) bodies.push(body.join("\r\n"));
      body = undefined;
      const reply = answer(line);
      if (reply === null) socket.destroy();
      else if (reply !== undefined && reply !== "") socket.write(`${reply}\r\n`);
      if (line === "." || line === "RSET") isInTransaction = false;
      if (reply !== undefined) return;
      if (line === "QUIT") socket.end("221 bye\r\n");
      else if (line === "DATA") socket.write("354 go on\r\n");
      // RFC 5321, 4.1.4: a transaction that was not ended does not begin anew.
      else if (line.startsWith("MAIL") && isInTransaction) socket.write("503 5.5.1 nested MAIL\r\n");
      else socket.write(`${line.startsWith("EHLO") ? ehlo : "250 ok"}\r\n`);
      if (line === "DATA") body = [];
      if (line.startsWith("MAIL")) isInTransaction = true;
    }
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");

  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (listener.address() as AddressInfo).port,
    lines,
    bodies,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    hangUp,
    async [Symbol.asyncDispose]() {
      hangUp();
      listener.close();
      await once(listener, "close");
    },
  };
}
