import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { BaseEmailBackend, type Delivery, overrideMailers } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { outbox } from "@posthorn/testing";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";

const filled = { subject: "Opening hours", message: "Are you open on Sunday?", email: "zoe@example.com" };
let server: typeof import("./contact-form.ts")["server"];

beforeAll(async () => {
  vi.stubEnv("PORT", "0");
  ({ server } = await import("./contact-form.ts"));
  if (!server.listening) await once(server, "listening");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

async function post(fields: Partial<typeof filled>): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  const body = new URLSearchParams({ ...filled, ...fields });
  return fetch(`http://127.0.0.1:${port}/contact`, { method: "POST", body, redirect: "manual" });
}

test("what a visitor writes is sent to the support, who answers to the visitor", async () => {
  const { status, headers } = await post({});

  expect([status, headers.get("Location")]).toEqual([303, "/contact/thanks/"]);
  expect(outbox).toHaveLength(1);
  expect(outbox[0]).toMatchObject({ to: ["support@example.com"], replyTo: ["zoe@example.com"] });
  expect(outbox).bodyContains("Are you open on Sunday?");
});

test.each([
  ["a malformed sender", { email: "zoe@example@com" }],
  ["a list of senders", { email: "zoe@example.com, everyone@example.com" }],
  ["a newline in the sender", { email: "zoe@example.com\nBcc: everyone@example.com" }],
  ["a newline in the subject", { subject: "Hello\r\nBcc: everyone@example.com" }],
  ["an empty field", { message: "" }],
])("%s is a 400, and nothing is sent", async (_what, fields) => {
  expect((await post(fields)).status).toBe(400);
  expect(outbox).toEqual([]);
});

test("a mail server that cannot be reached is a 503", async () => {
  onTestFinished(overrideMailers(() => new SmtpBackend({ host: "127.0.0.1", port: 1 })));

  expect((await post({})).status).toBe(503);
});

test("a bug is a 500, which is logged", async () => {
  onTestFinished(overrideMailers(() => new Broken()));
  const log = vi.spyOn(console, "error").mockReturnValue();
  onTestFinished(() => log.mockRestore());

  expect((await post({})).status).toBe(500);
  expect(log).toHaveBeenCalledWith(expect.any(RangeError));
});

class Broken extends BaseEmailBackend {
  protected override async transmit(): Promise<Delivery> {
    throw new RangeError("A bug of the backend.");
  }
}
