import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { matchers, outbox } from "../src/index.ts";
import { enterSnapshots } from "../src/matchers/snapshot-of-test.ts";
import { stableMail } from "../src/reading/stable-mail.ts";
import { failureOf } from "./failure-of.ts";

function welcome(name = "Zoë"): EmailMultiAlternatives {
  return new EmailMultiAlternatives(`Welcome, ${name}`, `Hello ${name}!\n\nThe shop`, "Shop <shop@example.com>", {
    to: [`${name} <zoe@example.com>`],
    bcc: ["audit@example.com"],
    headers: { "X-Tag": "Grüße" },
    html: `<p>Hello <b>${name}</b>!</p>`,
    attachments: [["terms.pdf", new Uint8Array(2500), "application/pdf"]],
  });
}

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
    const [first, second] = outbox.map(stableMail);
    expect(first).toBe(second);
  });

  test("masks the message's own id wherever it stands", () => {
    const headers = { "Message-ID": "<own@example.com>", "X-Ref": "see <own@example.com>" };
    expect(stableMail(new EmailMessage({ to: ["zoe@example.com"], headers }))).toContain("X-Ref: see (id)");
  });

  test.each([
    ["the subject", (message: EmailMultiAlternatives) => (message.subject += ".")],
    ["a recipient", (message: EmailMultiAlternatives) => message.to.push("x@example.com")],
    ["a recipient in bcc", (message: EmailMultiAlternatives) => (message.bcc = ["x@example.com"])],
    ["a header", (message: EmailMultiAlternatives) => (message.extraHeaders["X-Tag"] = "x")],
    ["the text", (message: EmailMultiAlternatives) => (message.body += ".")],
    ["the HTML", (message: EmailMultiAlternatives) => (message.html = `${message.html}.`)],
    ["an attachment", (message: EmailMultiAlternatives) => message.attach("x.txt", "x")],
  ])("is another if %s is another", async (_, change) => {
    const changed = welcome();
    change(changed);
    expect(stableMail(changed)).not.toBe(stableMail(welcome()));
    await welcome().send();
    await changed.send();
    const [first, second] = outbox.map(stableMail);
    expect(second).not.toBe(first);
  });

  test("is refused for what is no message, and negated", () => {
    expect(() => expect(outbox[0]).toMatchEmailSnapshot()).toThrow(/nothing was sent there/);
    expect(() => expect(outbox).toMatchEmailSnapshot()).toThrow(/give it one of its messages/);
    expect(() => expect(welcome()).not.toMatchEmailSnapshot()).toThrow(/cannot be negated/);
    expect(() => matchers.toMatchEmailSnapshot.call(undefined, "x")).toThrow(TypeError);
  });
});
