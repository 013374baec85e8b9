import { BadAddressError, EmailMessage } from "@posthorn/core";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { expect, test } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { useOutbox } from "./use-outbox.ts";

useOutbox();

test("B3.1, P9.26: recipients are to, cc and bcc, in that order", () => {
  const message = new EmailMessage({
    bcc: ["c@example.com"],
    cc: ["b@example.com"],
    to: ["a@example.com", "a2@example.com"],
  });
  expect(message.recipients()).toEqual(["a@example.com", "a2@example.com", "b@example.com", "c@example.com"]);
});

test.each(["to", "cc", "bcc"] as const)(
  "B3.1: an empty string among %s is refused when the message is sent, and nothing leaves",
  async (name) => {
    const message = new EmailMessage({ to: ["a@example.com"], [name]: ["a@example.com", ""] });
    await expect(message.send()).rejects.toThrow(BadAddressError);
    expect(outbox).toEqual([]);
  },
);

test.each(["to", "cc", "bcc"] as const)(
  "B3.1: null among %s is a TypeError that says which, at construction",
  (name) => {
    expect(() => new EmailMessage({ [name]: ["a@example.com", null] } as object)).toThrow(
      new TypeError(
        `${name}[1] must be a mailbox such as "ada@example.com"; got null. Leave out what is no recipient.`,
      ),
    );
  },
);

test("B3.2: an address that is there several times stays so", async () => {
  const address = "a@example.com";
  const message = new EmailMessage({ to: [address, address], cc: [address], bcc: [address] });
  expect(message.recipients()).toEqual([address, address, address, address]);
  expect((await new MemoryBackend().prepare(message)).envelope.to).toEqual([address, address, address, address]);
});

test("B3.3: replyTo is no recipient", () => {
  const message = new EmailMessage({ to: ["a@example.com"], replyTo: ["r@example.com"] });
  expect(message.recipients()).toEqual(["a@example.com"]);
});

test("B3.4: headers that replace To, Cc and Reply-To do not change whom the mail is sent to", async () => {
  await using server = await startCatchingServer();
  const message = new EmailMessage({
    to: ["a@example.com"],
    cc: ["b@example.com"],
    bcc: ["c@example.com"],
    headers: { To: "all@example.com", Cc: "some@example.com", "Reply-To": "r@example.com" },
    connection: new SmtpBackend({ host: "127.0.0.1", port: server.port }),
  });
  expect(message.recipients()).toEqual(["a@example.com", "b@example.com", "c@example.com"]);
  expect(await message.send()).toBe(1);
  expect(server.mails[0]?.recipients).toEqual(["a@example.com", "b@example.com", "c@example.com"]);
});

test("B3.5, P9.22: send() without a recipient answers 0, raises nothing and makes no connection", async () => {
  await using server = await startCatchingServer();
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
  expect(await new EmailMessage({ subject: "Nobody", connection }).send()).toBe(0);
  expect(await new EmailMessage({ to: [], cc: null, bcc: "", replyTo: ["r@example.com"], connection }).send()).toBe(0);
  expect(server.connections).toBe(0);
});

test("B3.6: an element is not split at its commas, and is refused as more than one mailbox", async () => {
  const message = new EmailMessage({ to: ["a@example.com, b@example.com"] });
  expect(message.recipients()).toEqual(["a@example.com, b@example.com"]);
  expect(() => message.message()).toThrow(BadAddressError);
  await expect(message.send()).rejects.toThrow(/it is more than one mailbox; give each its own list element/);
  await expect(new EmailMessage({ bcc: ["a@example.com, b@example.com"] }).send()).rejects.toThrow(BadAddressError);
  expect(outbox).toEqual([]);
});

test("P9.27: a subclass that overrides recipients() has the server told of all that it answers", async () => {
  class WithArchive extends EmailMessage {
    override recipients(): string[] {
      return [...super.recipients(), "archive@example.com"];
    }
  }
  await using server = await startCatchingServer();
  const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
  const message = new WithArchive("Subject", "Body", "from@example.com", ["to@example.com"], { connection });
  expect(await message.send()).toBe(1);
  expect(server.mails[0]?.recipients).toEqual(["to@example.com", "archive@example.com"]);
  expect(server.mails[0]?.bytes.toString()).not.toContain("archive@example.com");
});
