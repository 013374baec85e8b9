import { describe, expect, test } from "vitest";
import { EmailMessage, InvalidMessageError } from "../src/index.ts";
import { HeaderField, MimePart } from "../src/mime/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

const field = (name: string, value = "a"): HeaderField => HeaderField.unstructured(name, value);
const from = HeaderField.mailboxes("From", ["a@example.com"]);
const date = field("Date", "Mon, 23 Nov 2026 09:05:00 +0000");
const text = (...headers: readonly HeaderField[]): MimePart =>
  new MimePart({ contentType: "text/plain", content: "a", headers });
const mixed = (...content: readonly MimePart[]): MimePart =>
  new MimePart({ contentType: "multipart/mixed", content, headers: [from, date] });

/** Writes what it is given, past what the core writes. */
class ByHand extends EmailMessage {
  part: MimePart | undefined;
  override message(): MimePart {
    return this.part ?? super.message();
  }
}

const send = async (part: MimePart, backend = new RecordingBackend()): Promise<number> =>
  await backend.sendMessages([Object.assign(new ByHand("s", "b", "a@example.com", ["b@example.com"]), { part })]);
const refused = async (part: MimePart, why: string): Promise<void> => {
  const backend = new RecordingBackend();
  const error = await send(part, backend).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidMessageError);
  expect(error).toHaveProperty("message", expect.stringContaining(why));
  expect(backend.calls, "nothing was sent").not.toContain("transmit s");
};

test("a message that is built by hand is sent", async () => {
  expect(await send(text(from, date))).toBe(1);
});

describe("a message that is built by hand is not sent", () => {
  test.each(["From", "Sender", "Reply-To", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References", "Subject"])(
    "with two %s",
    async (name) => {
      const others = [from, date].filter((other) => other.name !== name);
      await refused(text(...others, field(name), field(name.toLowerCase())), `has ${name.toLowerCase()} twice`);
    },
  );
  test.each(["Bcc", "Resent-Bcc"])("with %s", async (name) => {
    await refused(text(from, date, field(name)), `has a ${name.toLowerCase()} header, which every recipient would see`);
  });
  test("without From", async () => {
    await refused(text(date, field("To")), "no From header (RFC 5322, 3.6.2)");
  });
  test("without Date", async () => {
    await refused(text(from), "no Date header (RFC 5322, 3.6.1)");
  });
});

describe("a message from several mailboxes", () => {
  const several = HeaderField.mailboxes("From", ["Ada <a@example.com>", "b@example.com"]);

  test("needs a Sender, whichever way it was built", async () => {
    await refused(text(several, date), "needs a Sender header");
    const backend = new RecordingBackend();
    const draft = { subject: "s", body: "b", to: ["c@example.com"], connection: backend };
    const headers = { From: "a@example.com, b@example.com" };
    await expect(new EmailMessage({ ...draft, headers }).send()).rejects.toThrow("needs a Sender header");
    expect(await new EmailMessage({ ...draft, headers: { ...headers, Sender: "a@example.com" } }).send()).toBe(1);
  });

  test("is not one whose name has a comma", async () => {
    for (const mailbox of ['"Lovelace, Ada" <a@example.com>', '"Müller, Jürgen" <a@example.com>', '"a,b"@example.com'])
      expect(await send(text(HeaderField.mailboxes("From", [mailbox]), date))).toBe(1);
  });
});

describe("what a reader would put together with what nobody sent is not sent", () => {
  const parts: ReadonlyArray<readonly [string, MimePart]> = [
    [
      "message/partial",
      new MimePart({ contentType: "message/partial; id=a; number=1; total=1", content: "a: b\n\nc" }),
    ],
    ["message/external-body", new MimePart({ contentType: "Message/External-Body; access-type=URL", content: "" })],
  ];
  test.each(parts)("%s, wherever it stands", async (type, part) => {
    const why = `holds a ${type}, which a reader would put together with what nobody sent`;
    await refused(part.with({ headers: [from, date] }), why);
    await refused(mixed(text(), part), why);
    await refused(mixed(mixed(new MimePart({ contentType: "message/rfc822", content: [mixed(part)] }))), why);
  });

  test("as an attachment or an alternative, whichever way it was attached", async () => {
    for (const [type, part] of parts) {
      const message = new EmailMessage({ subject: "s", to: ["b@example.com"], attachments: [part] });
      await expect(new RecordingBackend().prepare(message)).rejects.toThrow(`holds a ${type}`);
    }
  });
});

describe("a nested message", () => {
  const nested = (part: MimePart): MimePart => mixed(new MimePart({ contentType: "message/rfc822", content: [part] }));

  test("has one To and so on, as the message around it", async () => {
    await refused(nested(text(from, field("To"), field("to"))), "A nested message has to twice");
    await refused(mixed(nested(text(field("Subject"), field("SUBJECT")))), "A nested message has subject twice");
    const draft = new EmailMessage({
      subject: "n",
      to: ["b@example.com"],
      headers: { "Reply-To": "a@b.c", "reply-to": "d@e.f" },
    });
    const around = new EmailMessage({ subject: "s", to: ["b@example.com"], attachments: [["n.eml", draft]] });
    await expect(new RecordingBackend().prepare(around)).rejects.toThrow("A nested message has reply-to twice");
  });

  test("may lack what the message around it needs (RFC 2046, 5.2.1)", async () => {
    expect(await send(nested(text(field("Subject"))))).toBe(1);
    expect(await send(mixed(text(field("X-Tag"), field("X-Tag"), field("Subject"), field("Subject"))))).toBe(1);
  });
});
