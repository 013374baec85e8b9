import { EmailMultiAlternatives } from "@posthorn/core";
import { afterAll, describe, expect, test } from "vitest";
import { expectMail, type MailAssertions, type MailCriteria, outbox } from "../src/index.ts";
import type { Mail } from "../src/reading/mail-content.ts";
import type { ReceivedMail } from "../src/received-mail.ts";
import { readMail } from "../src/received-mail.ts";

const right = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Your code is 482913", "Go to https://example.com/login.", "Shop <shop@example.com>", {
    to: ["Zoë <zoe@example.com>"],
    cc: ["bob@example.com"],
    bcc: ["audit@example.com"],
    replyTo: ["help@example.com"],
    headers: { "X-Tag": "login" },
    html: '<a href="https://example.com/login?code=482913">Go</a>',
    attachments: [["terms.pdf", new Uint8Array([1, 2, 3]), "application/pdf"]],
  });

type Change = (message: EmailMultiAlternatives) => void;

const files =
  (name: string, octets: number[], type: string): Change =>
  (message) => {
    message.attachments = [];
    message.attach(name, new Uint8Array(octets), type);
  };

/** Each changes one aspect of the message. */
const changes = {
  subject: (message) => (message.subject = "Your code is 482914"),
  "letter case of the subject": (message) => (message.subject = message.subject.toUpperCase()),
  "blank behind the subject": (message) => (message.subject += "!"),
  body: (message) => (message.body = message.body.replace("login", "log1n")),
  "end of the body": (message) => (message.body += "\n"),
  html: (message) => (message.html = (message.html ?? "").replaceAll("482913", "482914")),
  "no html": (message) => (message.html = null),
  from: (message) => (message.fromEmail = "Shop <sales@example.com>"),
  "name in from": (message) => (message.fromEmail = "Shop. <shop@example.com>"),
  to: (message) => (message.to = ["Zoë <zoe@example.org>"]),
  "name in to": (message) => (message.to = ["Zoe <zoe@example.com>"]),
  "letter case in to": (message) => (message.to = ["Zoë <Zoe@example.com>"]),
  "one more in to": (message) => message.to.push("ada@example.com"),
  "nobody in cc": (message) => (message.cc = []),
  "cc in bcc": (message) => {
    message.bcc.push(...message.cc);
    message.cc = [];
  },
  "nobody in bcc": (message) => (message.bcc = []),
  "nobody in replyTo": (message) => (message.replyTo = []),
  header: (message) => (message.extraHeaders["X-Tag"] = "logout"),
  "no header": (message) => (message.extraHeaders = {}),
  "no file": (message) => (message.attachments = []),
  "name of the file": files("terms.txt", [1, 2, 3], "application/pdf"),
  "type of the file": files("terms.pdf", [1, 2, 3], "image/png"),
  "octet of the file": files("terms.pdf", [1, 2, 4], "application/pdf"),
  "octet more in the file": files("terms.pdf", [1, 2, 3, 4], "application/pdf"),
  "octet less in the file": files("terms.pdf", [1, 2], "application/pdf"),
  "one more file": (message) => message.attach("x.txt", "x"),
} satisfies Record<string, Change>;

type Name = keyof typeof changes;
const ALL_OF_FILE = ["name of the file", "type of the file", "octet of the file", "octet more in the file"] as const;

const sent =
  (criteria: MailCriteria | ((mail: Mail) => boolean)) =>
  (mail: MailAssertions): void =>
    mail.toHaveSent(criteria);

/** Each passes for the message, and fails for each of these changes. */
const table: readonly (readonly [what: string, assert: (mail: MailAssertions) => void, ...caught: Name[]])[] = [
  ["bodyContains", (mail) => mail.bodyContains("login"), "body"],
  ["bodyContains", (mail) => mail.bodyContains("https://example.com/login"), "body"],
  [
    "toHaveSubject",
    (mail) => mail.toHaveSubject("Your code is 482913"),
    "subject",
    "letter case of the subject",
    "blank behind the subject",
  ],
  [
    "toHaveSubject",
    (mail) => mail.toHaveSubject(/code is 482913$/),
    "subject",
    "letter case of the subject",
    "blank behind the subject",
  ],
  ["toHaveSubject", (mail) => mail.toHaveSubject(expect.stringContaining("482913")), "subject"],
  ["toHaveTextBody", (mail) => mail.toHaveTextBody("Go to https://example.com/login."), "body", "end of the body"],
  ["toHaveHtmlBody", (mail) => mail.toHaveHtmlBody(/482913/), "html", "no html"],
  ["toHaveLink", (mail) => mail.toHaveLink("https://example.com/login?code=482913"), "html", "no html"],
  ["toHaveLink", (mail) => mail.toHaveLink(/login$/), "body"],
  ["toBeAddressedTo", (mail) => mail.toBeAddressedTo("zoe@example.com"), "to", "letter case in to"],
  ["toBeAddressedTo", (mail) => mail.toBeAddressedTo("Zoë <zoe@example.com>"), "to", "name in to", "letter case in to"],
  ["toBeAddressedTo", (mail) => mail.toBeAddressedTo("zoe@example.com", "audit@example.com"), "to", "nobody in bcc"],
  ["toHaveHeader", (mail) => mail.toHaveHeader("X-Tag"), "no header"],
  ["toHaveHeader", (mail) => mail.toHaveHeader("X-Tag", "login"), "header", "no header"],
  ["toHaveHeader", (mail) => mail.toHaveHeader("Reply-To", /help/), "nobody in replyTo"],
  ["toHaveAttachment", (mail) => mail.toHaveAttachment("terms.pdf"), "no file", "name of the file"],
  [
    "toHaveAttachment",
    (mail) =>
      mail.toHaveAttachment({ filename: "terms.pdf", mimetype: "application/pdf", content: new Uint8Array([1, 2, 3]) }),
    "no file",
    "octet less in the file",
    ...ALL_OF_FILE,
  ],
  ["toHaveSentTimes", (mail) => mail.toHaveSentTimes(1, { subject: /482913/ }), "subject"],
  [
    "subject",
    sent({ subject: "Your code is 482913" }),
    "subject",
    "letter case of the subject",
    "blank behind the subject",
  ],
  ["body", sent({ body: "Go to https://example.com/login." }), "body", "end of the body"],
  ["text", sent({ text: "Go to https://example.com/login." }), "body", "end of the body"],
  ["a function", sent(({ subject }: { subject: string }) => subject.endsWith("482913")), "subject"],
  ["html", sent({ html: /482913/ }), "html", "no html"],
  ["from", sent({ from: "shop@example.com" }), "from"],
  ["from with its name", sent({ from: "Shop <shop@example.com>" }), "from", "name in from"],
  ["to", sent({ to: "zoe@example.com" }), "to", "letter case in to"],
  ["all of to", sent({ to: ["Zoë <zoe@example.com>"] }), "to", "name in to", "letter case in to", "one more in to"],
  ["cc", sent({ cc: "bob@example.com" }), "nobody in cc", "cc in bcc"],
  ["bcc", sent({ bcc: ["audit@example.com"] }), "nobody in bcc", "cc in bcc"],
  ["recipients", sent({ recipients: "bob@example.com" }), "nobody in cc"],
  ["all recipients", sent({ recipients: [/zoe/, /bob/, /audit/] }), "one more in to", "nobody in cc", "nobody in bcc"],
  ["replyTo", sent({ replyTo: "help@example.com" }), "nobody in replyTo"],
  ["headers", sent({ headers: { "x-tag": "login" } }), "header", "no header"],
  ["attachments", sent({ attachments: "terms.pdf" }), "no file", "name of the file"],
  ["all attachments", sent({ attachments: ["terms.pdf"] }), "no file", "name of the file", "one more file"],
  ["content of an attachment", sent({ attachments: { content: new Uint8Array([1, 2, 3]) } }), "octet of the file"],
];

let count = 0;
let caught = 0;
afterAll(() => {
  console.log(`matchers: ${caught}/${count} mutations caught, of ${Object.keys(changes).length} kinds`);
});

/** A message, as a matcher is given it. */
const ways: readonly (readonly [way: string, given: (message: EmailMultiAlternatives) => Promise<unknown>])[] = [
  ["was sent", async (message) => (await message.send()) && outbox],
  ["arrived", async (message) => [await arrived(message)]],
];

function arrived(message: EmailMultiAlternatives): Promise<ReceivedMail> {
  const to = message.recipients().map((mailbox) => mailbox.replace(/^.*<|>$/g, ""));
  return readMail(message.message().toBytes(), { from: "shop@example.com", to });
}

describe.each(ways)("of a message that %s", (_, given) => {
  test.each(table.map(([what, assert]) => [what, assert] as const))(
    "%s passes for the message as it is",
    async (_what, assert) => {
      assert(expectMail(await given(right())));
    },
  );

  test.each(table.flatMap(([what, assert, ...names]) => names.map((name) => [what, name, assert] as const)))(
    "%s catches another %s",
    async (_what, name, assert) => {
      const message = right();
      changes[name](message);
      const mails = await given(message);
      count += 1;
      expect(() => assert(expectMail(mails))).toThrow(/^Expected /);
      caught += 1;
    },
  );
});

test.each(Object.keys(changes))("a matcher catches another %s", (name) => {
  expect(table.flatMap(([, , ...names]) => names)).toContain(name);
});
