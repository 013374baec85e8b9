import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Delivery, EmailMessage } from "@posthorn/core";
import { afterAll, expect, test } from "vitest";
import WebhookBackend from "./webhook-backend.ts";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

test.each<[status: number, Partial<Delivery> & Record<string, unknown>]>([
  [200, { outcome: "accepted" }],
  [302, { outcome: "refused", retryable: false }],
  [400, { outcome: "refused", retryable: false }],
  [429, { outcome: "refused", retryable: true, error: expect.objectContaining({ code: "rate_limited" }) }],
  [500, { outcome: "unknown" }],
  [502, { outcome: "unknown" }],
  [503, { outcome: "refused", retryable: true, error: expect.objectContaining({ code: "service" }) }],
  [504, { outcome: "unknown" }],
])("an answer of %d is %o", async (status, expected) => {
  const url = await serve((_request, response) => response.writeHead(status, { Location: "/elsewhere" }).end());

  expect(await deliver(url)).toMatchObject(expected);
});

test("a connection that ends without an answer leaves it unknown", async () => {
  const url = await serve((request) => request.socket.destroy());

  expect(await deliver(url)).toMatchObject({ outcome: "unknown" });
});

test.each(["127.0.0.1", "localhost", "no-such-host.invalid"])(
  "%s, which cannot be reached, can be tried again",
  async (host) => {
    const url = new URL(await serve(() => undefined));
    servers.at(-1)?.close();
    url.hostname = host;
    const error = expect.objectContaining({ code: "connection" });
    expect(await deliver(url.href)).toMatchObject({ outcome: "refused", retryable: true, error });
  },
);

test("an attachment that streams is read, and a message beyond ASCII is refused", async () => {
  const url = await serve((request, response) => request.resume().on("end", () => response.end()));
  const attached = (content: Blob | string, mimetype: string): EmailMessage =>
    new EmailMessage("Your receipt", "", "shop@example.com", ["zoe@example.com"], {
      attachments: [[null, content, mimetype]],
    });
  const messages = [attached(new Blob(["%PDF"]), "application/pdf"), attached("Subject: Grüße\n\n", "message/rfc822")];

  const { deliveries } = await new WebhookBackend({ url }).deliver(messages);

  expect(deliveries.map(({ outcome }) => outcome)).toEqual(["accepted", "refused"]);
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function deliver(url: string): Promise<Delivery | undefined> {
  const message = new EmailMessage("Your code is 482913", "", "login@example.com", ["zoe@example.com"]);
  return (await new WebhookBackend({ url }).deliver([message])).deliveries[0];
}
