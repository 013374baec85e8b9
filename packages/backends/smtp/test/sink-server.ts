import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

const END = "\r\n.\r\n";

/** A server on loopback that takes every message and keeps none, however long it is. */
export class SinkServer implements AsyncDisposable {
  readonly port: number;
  /** Of all bodies. */
  octets = 0;
  readonly #listener: Server;
  readonly #waits: boolean;
  readonly #sockets = new Set<Socket>();

  private constructor(listener: Server, waits: boolean) {
    this.#listener = listener;
    this.#waits = waits;
    this.port = (listener.address() as AddressInfo).port;
    listener.on("connection", (socket: Socket) => this.#serve(socket));
  }

  /** @param waits - whether it reads nothing of a body before `resume()` */
  static async start({ waits = false } = {}): Promise<SinkServer> {
    const listener = createServer().listen(0, "127.0.0.1");
    await once(listener, "listening");
    return new SinkServer(listener, waits);
  }

  /** Reads the bodies that wait. */
  resume(): void {
    for (const socket of this.#sockets) socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await once(this.#listener, "close");
  }

  #serve(socket: Socket): void {
    /** The last octets of the body, where it is one. */
    let end: string | undefined;
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.write("220 sink\r\n");
    socket.on("data", (chunk) => {
      if (end !== undefined) {
        this.octets += chunk.length;
        end = (end + chunk.subarray(-END.length).toString("latin1")).slice(-END.length);
        if (end !== END) return;
        end = undefined;
        socket.write("250 taken\r\n");
      } else if (chunk.subarray(0, 4).toString("latin1") === "DATA") {
        end = "";
        socket.write("354 go on\r\n");
        if (this.#waits) socket.pause();
      } else if (chunk.subarray(0, 4).toString("latin1") === "QUIT") socket.end("221 bye\r\n");
      else socket.write("250 sink\r\n");
    });
  }
}
