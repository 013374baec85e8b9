import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { matchers, outbox } from "../src/index.ts";
import { enterSnapshots } from "../src/matchers/snapshot-of-test.ts";
import { stableMail } from "../src/matchers/stable-mail.ts";
import { contentOf, type Mail } from "../src/reading/mail-content.ts";
import { readMail } from "../src/received-mail.ts";
import { failureOf } from "./failure-of.ts";

function stackOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? "") : String(error);
  }
  return expect.unreachable("the call must fail");
}

function welcome(name = "Zoë"): EmailMultiAlternatives {
  return new EmailMultiAlternatives(`Welcome, ${name}`, `Hello ${name}!\n\nThe shop`, "Shop <shop@example.com>", {
    to: [`${name} <zoe@example.com>`],
    bcc: ["audit@example.com"],
    headers: { "X-Tag": "Grüße" },
    html: `<p>Hello <b>${name}</b>!</p>`,
    attachments: [["terms.pdf", new Uint8Array(2500), "application/pdf"]],
  });
}

const stable = (mail: Mail): string => stableMail(contentOf(mail));

describe("toMatchEmailSnapshot", () => {
  test("writes a message as a person reads it, in a snapshot of its own", async () => {
    await welcome().send();
    expect(outbox[0]).toMatchEmailSnapshot();
    expect(outbox[0]).toMatchEmailSnapshot("the same again");
  });

  test("passes for a draft", () => {
    expect(new EmailMessage("Hello", "Body", "from@example.com", ["zoe@example.com"])).toMatchEmailSnapshot();
  });

  test.concurrent.each(["Ada", "Bob", "Zoë"])("passes in a concurrent test, to %s", async (name) => {
    await welcome(name).send();
    expect(outbox[0]).toMatchEmailSnapshot();
  });

  test("fails as the test runner's own snapshot fails", () => {
    enterSnapshots((text, hint) => expect([text, hint]).toEqual(["another text", "hint"]));
    expect(failureOf(() => expect(welcome()).toMatchEmailSnapshot("hint"))).toMatch(/to deeply equal/);
  });

  test("is the same for each sending of a message", async () => {
    await welcome().send();
    await welcome().send();
    expect(outbox[0]?.message().get("Message-ID")).not.toBe(outbox[1]?.message().get("Message-ID"));
    const [first, second] = outbox.map(stable);
    expect(first).toBe(second);
  });

  test("masks the id of the sending wherever it stands, and keeps one that the message has of its own", async () => {
    const message = welcome();
    await message.send();
    expect(stable(outbox[0] ?? message)).toContain("\nMessage-ID: (id)\n");
    const own = new EmailMessage({
      to: ["zoe@example.com"],
      headers: { "Message-ID": "<own@example.com>", Date: "x" },
    });
    expect(stable(own)).toContain("Message-ID: <own@example.com>");
    const mail = await readMail(message.message().toBytes(), { from: "", to: [] });
    expect(stable(mail)).toContain("\nMessage-ID: (id)\n");
  });

  test("writes a message within a message out", () => {
    const outer = new EmailMessage({ subject: "Fwd", to: ["zoe@example.com"] });
    outer.attach("n.eml", welcome());
    expect(stable(outer)).toMatch(/n\.eml \(message\/rfc822\)\n {2}Subject: Welcome, Zoë\n[\s\S]*\n {2}Hello Zoë!/);
  });

  test.each([
    ["the subject", (message: EmailMultiAlternatives) => (message.subject += ".")],
    ["a recipient", (message: EmailMultiAlternatives) => message.to.push("x@example.com")],
    ["a recipient in bcc", (message: EmailMultiAlternatives) => (message.bcc = ["x@example.com"])],
    ["a header", (message: EmailMultiAlternatives) => (message.extraHeaders["X-Tag"] = "x")],
    ["the text", (message: EmailMultiAlternatives) => (message.body += ".")],
    ["the HTML", (message: EmailMultiAlternatives) => (message.html = `${message.html}.`)],
    ["an attachment", (message: EmailMultiAlternatives) => message.attach("x.txt", "x")],
    [
      "the content of an attachment, though not its size",
      (message: EmailMultiAlternatives) => {
        message.attachments = [];
        message.attach("terms.pdf", new Uint8Array(2500).with(1200, 1), "application/pdf");
      },
    ],
  ])("is another if %s is another", async (_, change) => {
    const changed = welcome();
    change(changed);
    expect(stable(changed)).not.toBe(stable(welcome()));
    await welcome().send();
    await changed.send();
    const [first, second] = outbox.map(stable);
    expect(second).not.toBe(first);
  });

  test("fails with the line of the test, whatever the test runner's own error shows", () => {
    enterSnapshots(() => {
      throw new Error("the test runner's");
    });
    const stack = stackOf(() => matchers.toMatchEmailSnapshot.call(undefined, welcome()));
    expect(stack).toMatch(/^Error: the test runner's\n {4}at [^\n]*to-match-email-snapshot\.test\.ts/);
    expect(stack).not.toContain("/src/");
  });

  test("is the same for each arrival of a mail that was caught", async () => {
    const mails = [welcome(), welcome()].map((message) =>
      readMail(message.message().toBytes(), { from: "shop@example.com", to: ["zoe@example.com", "audit@example.com"] }),
    );
    const [first, second] = (await Promise.all(mails)).map(stable);
    expect(first).toBe(second);
    expect(first).toContain("Bcc: audit@example.com (in no header)\n");
  });

  test("is refused for what is no message, and negated", () => {
    expect(() => expect(outbox[0]).toMatchEmailSnapshot()).toThrow(/nothing was sent there/);
    expect(() => expect(outbox).toMatchEmailSnapshot()).toThrow(/give it one of its messages/);
    expect(() => expect(welcome()).not.toMatchEmailSnapshot()).toThrow(/cannot be negated/);
    expect(() => matchers.toMatchEmailSnapshot.call(undefined, "x")).toThrow(TypeError);
  });
});
