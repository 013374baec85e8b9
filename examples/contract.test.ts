import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { type ArrivedMail, describeBackend, readMail } from "@posthorn/testing/contract";
import { afterAll, describe, test } from "vitest";
import WebhookBackend from "./webhook-backend.ts";

let arrived: Promise<ArrivedMail>[] = [];

/** What stands at the other end: it keeps what is posted as the mail that it stands for. */
const server = createServer(async (request, response) => {
  const { to, mail } = (await json(request)) as { readonly to: readonly string[]; readonly mail: string };
  const source = new TextEncoder().encode(mail);
  // The webhook is told no sender of the envelope.
  arrived.push(readMail(source, { from: "", to }).then((read) => ({ ...read, envelope: { to } })));
  response.end();
}).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describeBackend(
  "webhook",
  {
    create: (options) => new WebhookBackend({ url, ...options }),
    received: () => Promise.all(arrived),
    unreachable: (options) => new WebhookBackend({ url: "http://no-such-host.invalid", ...options }),
    // Refused by name, which the contract holds it to.
    supports: { smtpUtf8: false, eightBitMessages: false },
    beforeCase: () => {
      arrived = [];
    },
  },
  { describe, test },
);
