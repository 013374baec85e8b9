import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sendMail } from "@posthorn/core";
import { OutboxError, outbox, outboxHeaders, outboxMiddleware, withOutbox, withOutboxOf } from "@posthorn/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

async function invite(path: string | undefined): Promise<Response> {
  await sendMail("You are invited", "Come in.", null, [`${path?.slice(1)}@example.com`]);
  return new Response("Invited");
}

const server = createServer((request, response) => {
  outboxMiddleware(request, response, async () => {
    response.end(await (await invite(request.url)).text());
  });
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

describe.concurrent("tests that run at the same time share a server", () => {
  test.each(["ada", "bob", "zoe"])("%s is invited, and nobody else", async (name) => {
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/${name}`, { headers: outboxHeaders() });

    expect(outbox.map(({ to }) => to)).toEqual([[`${name}@example.com`]]);
  });
});

test("a handler of requests does it without middleware", async () => {
  const request = new Request("http://localhost/ada", { headers: outboxHeaders() });
  await withOutboxOf(request.headers, () => invite(new URL(request.url).pathname));

  expect(outbox).toHaveLength(1);
});

test("without the header, which of several tests a mail belongs to is not guessed", () =>
  withOutbox(async () => {
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/ada`);

    expect(() => outbox.length).toThrow(OutboxError);
  }));
