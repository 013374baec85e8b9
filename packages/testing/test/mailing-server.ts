import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sendMail } from "@posthorn/core";
import { outboxMiddleware } from "../src/index.ts";

/** Sends a mail that is told from others by its subject. */
export const send = (subject: string): Promise<number> => sendMail(subject, "Body", null, ["to@example.com"]);

/** A server whose only page sends a mail, with the page's name as its subject, once `ready` lets it. */
export class MailingServer {
  readonly #server: Server;

  constructor(ready: () => Promise<void> = async () => {}) {
    this.#server = createServer((request, response) => {
      outboxMiddleware(request, response, async () => {
        await ready();
        await send(decodeURIComponent(request.url ?? "").slice(1));
        response.end();
      });
    });
  }

  async listen(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  /** Has it send a mail. */
  async request(subject: string, headers: Record<string, string> = {}): Promise<void> {
    const { port } = this.#server.address() as AddressInfo;
    await (await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(subject)}`, { headers })).text();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
