import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** What a server answers to a command: a reply, `""` for silence, `null` to hang up. */
type Reply = string | null;

/** What a ScriptedServer answers; where nothing is scripted, it accepts. */
export interface Script {
  readonly greeting?: Reply;
  readonly ehlo?: string;
  /** The reply to a command line, such as `RCPT TO:<a@example.com>`. */
  readonly command?: (line: string) => Reply | undefined;
  /** The reply to the final dot. */
  readonly message?: Reply;
  /** The reply to the final dot of the message at hand; `message` where it gives none. */
  readonly answerMessage?: () => Reply | undefined;
  /** What the server answers to the first octets of a body, which it then does not take. */
  readonly bodyRefusal?: string;
  /** After how many octets of a body the server hangs up. */
  readonly bodyLimit?: number;
}

/** A server on loopback that speaks SMTP as it is told, and writes down what it hears. */
export class ScriptedServer implements AsyncDisposable {
  readonly lines: string[] = [];
  /** What arrived at once, in order. */
  readonly chunks: string[] = [];
  /** Every message that came to its final dot. */
  readonly messages: string[] = [];
  /** Those of them that the server answered with a 250, or without telling whether it took them. */
  readonly taken: string[] = [];
  readonly port: number;
  connections = 0;
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(listener: Server, script: Script) {
    this.#listener = listener;
    this.port = (listener.address() as AddressInfo).port;
    listener.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      this.#serve(socket, script);
    });
  }

  static async start(script: Script = {}): Promise<ScriptedServer> {
    const listener = createServer().listen(0, "127.0.0.1");
    await once(listener, "listening");
    return new ScriptedServer(listener, script);
  }

  /** Ends every connection, as an idle server does. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Answers what was left without an answer. */
  say(reply: string): void {
    for (const socket of this.#sockets) socket.write(`${reply}\r\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#listener.listening) return;
    this.hangUp();
    this.#listener.close();
    await once(this.#listener, "close");
  }

  #serve(
    socket: Socket,
    {
      greeting = "220 scripted",
      ehlo = "250-scripted\r\n250 8BITMIME",
      command,
      message = "250 taken",
      answerMessage,
      bodyRefusal,
      bodyLimit = Number.POSITIVE_INFINITY,
    }: Script,
  ): void {
    this.connections += 1;
    const answer = (reply: Reply): void => {
      if (reply === null) socket.destroy();
      else if (reply !== "") socket.write(`${reply}\r\n`);
    };
    let buffered = "";
    let body: string[] | undefined;
    let isOpen = false;
    let octets = 0;
    answer(greeting);
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      octets += chunk.length;
      this.chunks.push(chunk);
      if (octets > bodyLimit) socket.resetAndDestroy();
      const lines = (buffered + chunk).split("\r\n");
      buffered = lines.pop() ?? "";
      for (const line of lines) {
        if (body?.length === 0 && bodyRefusal !== undefined) answer(bodyRefusal);
        if (body !== undefined && line !== ".") {
          body.push(line.replace(/^\./, ""));
        } else if (body !== undefined) {
          if (bodyRefusal === undefined) {
            const planned = answerMessage?.();
            const reply = planned === undefined ? message : planned;
            this.messages.push(body.join("\r\n"));
            if (reply === null || !/^[45]\d\d /.test(reply)) this.taken.push(body.join("\r\n"));
            answer(reply);
          }
          body = undefined;
          isOpen = false;
        } else {
          this.lines.push(line);
          const reply = command?.(line);
          const isNested = isOpen && line.startsWith("MAIL");
          if (line.startsWith("MAIL") && reply === undefined) isOpen = true;
          if (line === "RSET") isOpen = false;
          if (isNested) answer("503 nested MAIL");
          else if (reply !== undefined) answer(reply);
          else if (/^EHLO/.test(line)) answer(ehlo);
          else if (line === "DATA") answer("354 go on");
          else if (line === "QUIT") socket.end("221 bye\r\n");
          else answer("250 ok");
          if (line === "DATA" && (reply === undefined || reply?.startsWith("3"))) body = [];
        }
      }
    });
  }
}
