import { configureMail, EmailMessage } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { SmtpBackend } from "@posthorn/smtp";
import { afterAll, afterEach, expect, test } from "vitest";
import { startFailingServer } from "../failing-server.ts";
import { failureOf } from "../failure-of.ts";
import { putMailersBack } from "../put-mailers-back.ts";
import { messageOf } from "./given.ts";
import { startTargets } from "./targets.ts";

putMailersBack();

const { targets, stop } = await startTargets();

afterEach(() => configureMail({}));
afterAll(stop);

test("DOS-001: a body of 100 MB is refused by the server's SIZE before MAIL, and takes little more memory than it is", async () => {
  await using server = await startFailingServer({ ehlo: "250-failing\r\n250 SIZE 10000000" });
  const body = "A line of text, one of very many.\n".repeat(3_000_000);
  const message = messageOf({ body, connection: new SmtpBackend({ host: "127.0.0.1", port: server.port }) });
  const before = process.memoryUsage().rss;
  expect(await failureOf(message.send())).toMatchObject({ code: "message_refused", stage: "mail", retryable: false });
  expect(server.lines.filter((line) => !line.startsWith("EHLO"))).toEqual(["QUIT"]);
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);
}, 30_000);

test("DOS-008: messages that are generated are taken one at a time, and none is kept", async () => {
  let made = 0;
  let most = 0;
  let taken = 0;
  class CountingBackend extends DummyBackend {
    protected override transmit(...given: Parameters<DummyBackend["transmit"]>): ReturnType<DummyBackend["transmit"]> {
      taken += 1;
      most = Math.max(most, made - taken);
      return super.transmit(...given);
    }
  }
  function* messages(): Generator<EmailMessage> {
    for (; made < 10_000; made += 1) yield new EmailMessage("Subject", "Body", "from@example.com", ["to@example.com"]);
  }
  expect(await new CountingBackend().sendMessages(messages())).toBe(10_000);
  expect(most).toBeLessThanOrEqual(1);
});

test.each(targets.map((target) => [target.name, target] as const))(
  "ADDR-053: many recipients are sent to through %s, each once, in time that grows with their number",
  async (name, target) => {
    const count = name === "smtp" ? 5000 : 100_000;
    const to = Array.from({ length: count }, (_, index) => `u${index}@example.com`);
    const message = messageOf({ to, connection: target.connect() });
    const begun = performance.now();
    expect(await message.send()).toBe(1);
    expect(performance.now() - begun).toBeLessThan(5000);
    const { commands } = await target.leak();
    if (commands)
      expect(commands.filter((line) => line.startsWith("RCPT"))).toEqual(to.map((one) => `RCPT TO:<${one}>`));
  },
);

test("a message that is attached to itself is refused by name, and so is a ring of two", async () => {
  const [first, second] = [messageOf({}), messageOf({})];
  first.attach("m.eml", first, "message/rfc822");
  expect(() => first.message()).toThrow(expect.objectContaining({ name: "InvalidMessageError" }));
  const third = messageOf({});
  second.attach("m.eml", third, "message/rfc822");
  third.attach("m.eml", second, "message/rfc822");
  second.connection = new DummyBackend();
  await expect(second.send()).rejects.toMatchObject({ name: "InvalidMessageError" });
});

test("messages within messages are refused by name long before they are too deep for a reader", () => {
  let message = messageOf({});
  for (let depth = 0; depth < 1000; depth += 1) {
    const outer = messageOf({});
    outer.attach("m.eml", message, "message/rfc822");
    message = outer;
  }
  expect(() => message.message()).toThrow(expect.objectContaining({ name: "InvalidMessageError" }));
});
