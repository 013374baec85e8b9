import { EmailMessage, EmailMultiAlternatives, sendMail } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { outbox } from "../src/index.ts";
import type {} from "../src/setup.ts";
import { failureOf } from "./failure-of.ts";

const receipt = new Uint8Array([1, 2, 3]);

async function sendReceipt(subject = "Your order has shipped"): Promise<void> {
  await new EmailMultiAlternatives(subject, "Dear Zoë,\n\nit is on its way.", "Shop <shop@example.com>", {
    to: ["Zoë <zoe@example.com>", "bob@example.com"],
    cc: ["archive@example.com"],
    bcc: ["audit@example.com"],
    replyTo: ["help@example.com"],
    headers: { "X-Tag": "Größe" },
    html: "<p>Dear Zoë</p>",
    attachments: [["receipt.pdf", receipt, "application/pdf"]],
  }).send();
}

describe("toHaveSent passes", () => {
  test.each([
    ["an address, whatever the name", { to: "zoe@example.com" }],
    ["an address with another letter case of the domain", { to: "zoe@EXAMPLE.com" }],
    ["a mailbox with its name", { to: "Zoë <zoe@example.com>" }],
    ["an expression found in the address", { to: /^zoe@/ }],
    ["an expression found in the name", { to: /^Zoë/ }],
    ["an asymmetric value", { to: expect.stringContaining("Zoë") }],
    ["an asymmetric value of the list", { to: expect.arrayContaining(["bob@example.com"]) }],
    ["a list of all, in any order", { to: ["bob@example.com", "zoe@example.com"] }],
    ["cc, bcc and replyTo", { cc: "archive@example.com", bcc: "audit@example.com", replyTo: "help@example.com" }],
    ["one of all recipients", { recipients: "audit@example.com" }],
    ["the author", { from: "shop@example.com" }],
    ["the author with the name", { from: "Shop <shop@example.com>" }],
    ["the subject", { subject: "Your order has shipped" }],
    ["an expression for the subject, however often it is asked", { subject: /shipped/g }],
    ["the body", { body: /on its way\.$/ }],
    ["the text", { text: /on its way\.$/ }],
    ["what a function answers true for", (message: EmailMessage) => message.cc.length === 1],
    ["the HTML", { html: "<p>Dear Zoë</p>" }],
    ["a header, decoded", { headers: { "x-tag": "Größe", subject: /order/ } }],
    ["an attachment by its name", { attachments: "receipt.pdf" }],
    ["an attachment by all of it", { attachments: { filename: /pdf/, mimetype: "application/PDF", content: receipt } }],
    ["a list of all attachments", { attachments: ["receipt.pdf"] }],
    ["the mailer", { mailer: "default" }],
  ])("for %s", async (_, criteria) => {
    await sendReceipt();
    expect(outbox).toHaveSent(criteria);
  });

  test("if each of a list finds one of its own, whichever of them others could take", async () => {
    const message = new EmailMessage({
      to: ["zoe@example.com", "ada@example.com"],
      cc: ["a@example.com", "B <a@example.com>"],
    });
    message.attach("a.pdf", "1");
    message.attach("b.pdf", "2");
    await message.send();
    expect(outbox).toHaveSent({ to: [/example/, "zoe@example.com"], attachments: [/pdf$/, "a.pdf"] });
    expect(outbox).not.toHaveSent({ cc: ["a@example.com", "C <a@example.com>"] });
  });

  test("tells text from body, which is the attribute", async () => {
    const message = new EmailMessage("Hello", "<p>Hi</p>", null, ["zoe@example.com"]);
    message.contentSubtype = "html";
    await message.send();
    expect(outbox).toHaveSent({ body: "<p>Hi</p>", html: "<p>Hi</p>" });
    expect(outbox).not.toHaveSent({ text: /./ });
  });

  test("without criteria if anything was sent", async () => {
    expect(outbox).not.toHaveSent();
    await sendReceipt();
    expect(outbox).toHaveSent();
  });

  test("for nobody in cc", async () => {
    await sendMail("Hello", "Body", null, ["zoe@example.com"]);
    expect(outbox).toHaveSent({ cc: [], attachments: [] });
  });

  test("for the author that the settings named when it was sent", async () => {
    await sendMail("Hello", "Body", null, ["zoe@example.com"]);
    expect(outbox).toHaveSent({ from: "webmaster@localhost" });
  });

  test("as an asymmetric value", async () => {
    await sendReceipt();
    expect({ outbox }).toEqual({ outbox: expect.toHaveSent({ to: "zoe@example.com" }) });
    expect({ outbox }).toEqual({ outbox: expect.not.toHaveSent({ to: "ada@example.com" }) });
  });
});

describe("toHaveSent fails", () => {
  test.each([
    ["another address", { to: "ada@example.com" }],
    ["another letter case before the @, which may be another person", { to: "Zoe@example.com" }],
    ["another name", { to: "Zoe <zoe@example.com>" }],
    ["a list that lacks one", { to: ["zoe@example.com"] }],
    ["a list with another", { to: ["zoe@example.com", "bob@example.com", "ada@example.com"] }],
    ["a list with one twice", { to: ["zoe@example.com", "zoe@example.com"] }],
    ["nobody where there is somebody", { cc: [] }],
    ["somebody of bcc in to", { to: "audit@example.com" }],
    ["a part of the subject", { subject: "order" }],
    ["another author", { from: "sales@example.com" }],
    ["another header", { headers: { "X-Tag": "Grösse" } }],
    ["a header that is not there", { headers: { "X-Other": /./ } }],
    ["other octets", { attachments: { filename: "receipt.pdf", content: new Uint8Array([1, 2, 4]) } }],
    ["further octets", { attachments: { content: new Uint8Array([1, 2, 3, 4]) } }],
    ["another type", { attachments: { filename: "receipt.pdf", mimetype: "image/png" } }],
    ["no attachments", { attachments: [] }],
    ["another mailer", { mailer: "bulk" }],
    ["what a function answers false for", () => false],
    ["two addresses that one mailbox fits", { to: ["zoe@example.com", "Zoë <zoe@example.com>"] }],
    ["two texts that one attachment fits", { attachments: [/receipt/, "receipt.pdf"] }],
    ["one criterion of two", { to: "zoe@example.com", subject: "Hello" }],
  ])("for %s", async (_, criteria) => {
    await sendReceipt();
    expect(outbox).not.toHaveSent(criteria);
    expect(failureOf(() => expect(outbox).toHaveSent(criteria))).toContain("1 message was sent, and it differs:");
  });

  test("with what was sent and where it differs", async () => {
    await sendReceipt();
    const assertion = (): void =>
      expect(outbox).toHaveSent({ to: "zoe@example.com", subject: "Your order has arrived" });
    expect(failureOf(assertion)).toBe(`Expected a message with
  to       "zoe@example.com"
  subject  "Your order has arrived"

1 message was sent, and it differs:

  outbox[0]
    From: Shop <shop@example.com>
    To: Zoë <zoe@example.com>, bob@example.com
    Cc: archive@example.com
    Bcc: audit@example.com
    Reply-To: help@example.com
    Subject: Your order has shipped
    Attachments: receipt.pdf (application/pdf, 3 octets)
    ✓ to "zoe@example.com"
    ✗ subject
        expected  "Your order has arrived"
        sent      "Your order has shipped"
                                  ^
    text/plain:
      Dear Zoë,

      it is on its way.
    text/html, as it reads:
      Dear Zoë`);
  });

  test("with the line of a long text in which it differs", async () => {
    await sendReceipt();
    expect(failureOf(() => expect(outbox).toHaveSent({ body: "Dear Zoë,\n\nit was on its way." }))).toContain(`
    ✗ body
        in line 3:
        expected  "it was on its way."
        sent      "it is on its way."
                      ^`);
  });

  test("with a blank that is none", async () => {
    await sendReceipt("Total 5\u00a0€");
    expect(failureOf(() => expect(outbox).toHaveSent({ subject: "Total 5 €" }))).toContain(
      'expected  "Total 5 €"\n        sent      "Total 5\\u00a0€"\n                          ^',
    );
  });

  test("with what HTML says, behind its styles", async () => {
    const html = `<style>${"p { color: red } ".repeat(200)}</style><p>Total <b>€5</b></p>`;
    await new EmailMultiAlternatives({ to: ["zoe@example.com"], html }).send();
    expect(failureOf(() => expect(outbox).toHaveSent({ html: /Total €6/ }))).toContain(
      "\n    text/html, as it reads:\n      Total €5",
    );
  });

  test("with a hint where a part was given for the whole", async () => {
    await sendReceipt();
    expect(failureOf(() => expect(outbox).toHaveSent({ body: "Dear Zoë" }))).toContain("expect.stringContaining(…)");
  });

  test("with the nearest message first, and the others in brief", async () => {
    for (let order = 1; order <= 30; order += 1) await sendReceipt(`Order ${order} has shipped`);
    const failure = failureOf(() => expect(outbox).toHaveSent({ to: /zoe/, subject: "Order 27 has arrived" }));
    expect(failure).toContain("30 messages were sent, and all differ; the nearest first:\n\n  outbox[26]\n");
    expect(failure).toContain("\n  … and 17 more");
    expect(failure.split("\n").length).toBeLessThan(80);
  });

  test("with the function that answers false", async () => {
    await sendReceipt();
    const failure = failureOf(() => expect(outbox).toHaveSent((message) => message.subject.startsWith("Hi")));
    expect(failure).toContain("Expected a message with\n  function  '(message) => message.subject.startsWith(\"Hi\")'");
    expect(failure).toContain("    ✗ function\n        expected  true\n        answered  false\n");
  });

  test("at a function that answers neither true nor false", async () => {
    await sendReceipt();
    expect(() => expect(outbox).not.toHaveSent((async () => true) as never)).toThrow(
      "The function that toHaveSent() takes must answer true or false; got Promise",
    );
  });

  test("in a line, of a thousand recipients", async () => {
    const to = Array.from({ length: 2000 }, (_, index) => `user${index}@example.com`);
    await sendMail("Hello", "Body", null, to);
    const failure = failureOf(() => expect(outbox).toHaveSent({ to: [...to.slice(1), "zoe@example.com"] }));
    expect(failure).toContain('missing   "zoe@example.com"');
    expect(failure.length).toBeLessThan(5000);
  });

  test("by saying that nothing was sent", () => {
    expect(failureOf(() => expect(outbox).toHaveSent())).toBe("Expected a message.\n\nNothing was sent.");
    expect(failureOf(() => expect(outbox).toHaveSent({ subject: /x/ }))).toBe(
      "Expected a message with\n  subject  /x/\n\nNothing was sent.",
    );
  });

  test("negated, with what was sent all the same", async () => {
    await sendMail("Hello", "Body", null, ["zoe@example.com"]);
    expect(failureOf(() => expect(outbox).not.toHaveSent())).toContain("Expected no message.\n\n1 message was");
    await sendMail("Welcome", "Body", null, ["ada@example.com"]);
    const failure = failureOf(() => expect(outbox).not.toHaveSent({ to: "ada@example.com" }));
    expect(failure).toContain(
      'Expected no message with\n  to  "ada@example.com"\n\n2 messages were sent, of which one is like that:\n\n  outbox[1]',
    );
    expect(failure).not.toContain("zoe");
  });
});

describe("toHaveSent is refused, also negated", () => {
  test.each([
    ["a message", new EmailMessage(), "give it the outbox"],
    ["undefined", undefined, "nothing was sent there"],
    ["something else", "outbox", "expect() was given 'outbox'"],
    ["a list of something else", [1], "expect() was given [ 1 ]"],
    ["what was filtered, and is empty", [], "an empty array that is no outbox; give it the outbox itself"],
    ["the attachments of a message", new EmailMessage().attachments, "an empty array that is no outbox"],
  ])("for %s", (_, received, advice) => {
    expect(() => expect(received).toHaveSent()).toThrow(TypeError);
    expect(failureOf(() => expect(received).not.toHaveSent())).toContain(advice);
  });

  test.each([
    [{ subjct: "x" }, 'takes no option "subjct"'],
    [{ from_email: "x" }, "Did you mean from?"],
    [{ subjet: "x" }, "Did you mean subject?"],
    [{ recipient: "zoe@example.com" }, "Did you mean recipients?"],
    [{ attachments: { filname: "x" } }, "Did you mean filename?"],
    [{ timeoutMs: 1 }, "Options are the second argument"],
    [undefined, "The criteria of toHaveSent() are undefined; leave them out"],
    [{ subject: undefined }, "subject of toHaveSent() is undefined"],
    [{ subject: 1 }, "subject of toHaveSent() must be a string, a RegExp"],
    [{ to: "not an address" }, "not an address"],
    [{ headers: "X-Tag" }, "headers of toHaveSent() are an object"],
    [{ attachments: { name: "x" } }, "Did you mean filename?"],
    ["x", "The options of toHaveSent() are an object"],
  ])("for the criteria %o", (criteria, problem) => {
    expect(failureOf(() => expect(outbox).not.toHaveSent(criteria as object))).toContain(problem);
  });
});
