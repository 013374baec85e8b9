import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A service on loopback that keeps what is posted to it, and answers each with `answer`. */
export class HttpService {
  readonly posts: unknown[] = [];
  readonly #server: Server;

  constructor(answer: (posted: unknown) => unknown) {
    this.#server = createServer((request, response) => {
      json(request).then((posted) => {
        this.posts.push(posted);
        response.end(JSON.stringify(answer(posted)));
      });
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mails`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
