import { ConsoleBackend } from "@posthorn/console";
import {
  BadAddressError,
  BadHeaderError,
  EmailMessage,
  type EmailMessageOptions,
  EmailMultiAlternatives,
  InvalidMessageError,
  sendMail,
  sendMassMail,
} from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { FileBackend } from "@posthorn/file";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { makeFolder, removeFolders } from "./folders.ts";
import { useOutbox } from "./use-outbox.ts";

useOutbox();
afterEach(removeFolders);

/** The Unix, Mac and Windows style, and a line that is folded. */
const NEWLINES = ["\n", "\r", "\r\n", "\n ", "\r\n\t"];

const HEADERS: readonly (readonly [name: string, options: (newline: string) => EmailMessageOptions])[] = [
  ["Subject", (newline) => ({ subject: `Subject${newline}Bcc: x@example.com` })],
  ["From", (newline) => ({ fromEmail: `from@example.com${newline}Bcc: x@example.com` })],
  ["To", (newline) => ({ to: [`to@example.com${newline}Bcc: x@example.com`] })],
  ["Cc", (newline) => ({ cc: [`cc@example.com${newline}Bcc: x@example.com`] })],
  ["Reply-To", (newline) => ({ replyTo: [`r@example.com${newline}Bcc: x@example.com`] })],
  ...["From", "To", "Date", "Message-ID", "Sender", "X-Tag"].map(
    (name) =>
      [
        `headers.${name}`,
        (newline: string) => ({ headers: { [name]: `a@example.com${newline}Bcc: x@example.com` } }),
      ] as const,
  ),
];

describe.each(HEADERS)("in %s", (_name, options) => {
  test.each(NEWLINES)(
    "B7.1, P7.1: %j is a BadHeaderError of message() that shows the value, not of the constructor",
    (newline) => {
      const message = new EmailMessage({ to: ["to@example.com"], ...options(newline) });
      expect(() => message.message()).toThrow(BadHeaderError);
      expect(() => message.message()).toThrow(JSON.stringify(newline).slice(1, -1));
    },
  );

  test.each(NEWLINES)("B7.1, P7.6: %j keeps the mail from being sent", async (newline) => {
    const message = new EmailMessage({ to: ["to@example.com"], ...options(newline) });
    await expect(message.send()).rejects.toThrow(BadHeaderError);
    expect(outbox).toEqual([]);
  });
});

test.each(["\nSubject", "Subject\n", "\r\nSubject", "Subject\r\n", "\r", "\n"])(
  "B7.2: a newline before or behind all else counts too, as in %j",
  (text) => {
    expect(() => new EmailMessage({ subject: text }).message()).toThrow(BadHeaderError);
    expect(() => new EmailMessage({ headers: { "X-Tag": text } }).message()).toThrow(BadHeaderError);
    const address = text.replace("Subject", "a@example.com");
    for (const name of ["to", "cc", "replyTo"])
      expect(() => new EmailMessage({ [name]: [address] }).message()).toThrow(BadHeaderError);
  },
);

describe("in the headers of a part", () => {
  const injected = "\nX-Injected: yes";
  const message = (options: EmailMessageOptions): EmailMultiAlternatives =>
    new EmailMultiAlternatives({ to: ["to@example.com"], ...options });

  test("B7.3: a newline in the contentSubtype is a BadHeaderError", () => {
    const draft = message({});
    draft.contentSubtype = `html${injected}`;
    expect(() => draft.message()).toThrow(BadHeaderError);
  });

  test("B7.3: a newline in the encoding, in a file name or in a MIME type is a BadHeaderError", () => {
    expect(() => message({ encoding: `utf-8${injected}` }).message()).toThrow(BadHeaderError);
    expect(() => message({ attachments: [[`a${injected}.txt`, "Text", "text/plain"]] }).message()).toThrow(
      BadHeaderError,
    );
    expect(() => message({ attachments: [["a.txt", "Text", `text/plain${injected}`]] }).message()).toThrow(
      BadHeaderError,
    );
    const draft = message({});
    draft.attachAlternative("<p>", `text/html${injected}`);
    expect(() => draft.message()).toThrow(BadHeaderError);
  });

  test.each(["\n", "\r", "\nX-Injected: yes", "\n not a header"])(
    "B7.7: %j in the name or the MIME type of a file that is no text is a BadHeaderError",
    (newline) => {
      const bytes = new Uint8Array([1]);
      expect(() => message({ attachments: [[`a${newline}.png`, bytes, "image/png"]] }).message()).toThrow(
        BadHeaderError,
      );
      expect(() => message({ attachments: [["a.png", bytes, `image/png${newline}`]] }).message()).toThrow(
        BadHeaderError,
      );
    },
  );
});

test.each(NEWLINES)(
  "B7.4: %j in bcc is nothing that message() writes, and refused when the mail is sent",
  async (newline) => {
    const message = new EmailMessage({ to: ["to@example.com"], bcc: [`bcc@example.com${newline}X: y`] });
    expect(message.message().toString()).not.toContain("X: y");
    await expect(message.send()).rejects.toThrow(BadHeaderError);
    await expect(message.send()).rejects.toThrow(/must not contain line breaks/);
    expect(outbox).toEqual([]);
  },
);

test.each([
  '"A\nB" <a@example.com>',
  "A\nB <a@example.com>",
  "a\nb@example.com",
  "a@exam\nple.com",
  "Zoë\r\n <a@example.com>",
])("B7.5: a newline in the name, the local part or the domain of a mailbox is refused, as in %j", (mailbox) => {
  expect(() => new EmailMessage({ to: [mailbox] }).message()).toThrow(/must not contain line breaks/);
  expect(() => new EmailMessage({ headers: { Sender: mailbox } }).message()).toThrow(BadHeaderError);
});

test.each(["X-A\nBcc", "X-A\r\nBcc", "X-A: x\nBcc", "X A", "X-A:", "", "Zoë"])(
  "B7.6: %j is no name of a header, and refused",
  (name) => {
    expect(() => new EmailMessage({ headers: { [name]: "v" } }).message()).toThrow(BadHeaderError);
  },
);

test("B7.8: failSilently hides neither a newline nor an invalid address, on any backend", async () => {
  await using server = await startCatchingServer();
  const printed: string[] = [];
  const failSilently = true;
  for (const connection of [
    new SmtpBackend({ host: "127.0.0.1", port: server.port, failSilently }),
    new ConsoleBackend({ stream: { write: (text) => printed.push(text) }, failSilently }),
    new FileBackend({ filePath: await makeFolder(), failSilently }),
    new MemoryBackend({ failSilently }),
    new DummyBackend({ failSilently }),
  ]) {
    const draft = { to: ["to@example.com"], connection };
    await expect(new EmailMessage({ ...draft, subject: "a\nb" }).send({ failSilently })).rejects.toThrow(
      BadHeaderError,
    );
    await expect(new EmailMessage({ ...draft, bcc: ["a@"] }).send({ failSilently })).rejects.toThrow(BadAddressError);
  }
  expect([server.connections, printed, outbox]).toEqual([0, [], []]);
});

describe.each(["\n", "\r\n", "\r"])("a newline such as %j", (newline) => {
  const send = { subject: "Subject", from: "from@example.com", to: "to@example.com" };
  const sending = ({ subject, from, to }: typeof send): readonly Promise<number>[] => [
    sendMail(subject, "Body", from, [to]),
    sendMassMail([[subject, "Body", from, [to]]]),
  ];

  test("P7.1, P7.2, P7.6: in the subject is a BadHeaderError of the functions, and nothing is sent", async () => {
    for (const sent of sending({ ...send, subject: `Subject${newline}Bcc: x@example.com` }))
      await expect(sent).rejects.toThrow(BadHeaderError);
    expect(outbox).toEqual([]);
  });

  test("P7.1, P7.3, P7.6: in fromEmail is a BadHeaderError of the functions, and nothing is sent", async () => {
    for (const sent of sending({ ...send, from: `from@example.com${newline}Bcc: x@example.com` }))
      await expect(sent).rejects.toThrow(BadHeaderError);
    expect(outbox).toEqual([]);
  });

  test("P7.1, P7.4, P7.6: in a recipient is a BadHeaderError of the functions, and nothing is sent", async () => {
    for (const sent of sending({ ...send, to: `to@example.com${newline}Bcc: x@example.com` }))
      await expect(sent).rejects.toThrow(BadHeaderError);
    expect(outbox).toEqual([]);
  });
});

test("P7.5: BadHeaderError is an InvalidMessageError, and an Error, which is as close as JavaScript has it", () => {
  const error = new BadHeaderError("a line break");
  expect(error).toBeInstanceOf(InvalidMessageError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "BadHeaderError", code: "bad_header" });
});

test("P7.7: an address that is malformed is refused, though the caller is asked to see to it", async () => {
  await expect(sendMail("Subject", "Body", "not an address", ["to@example.com"])).rejects.toThrow(BadAddressError);
  await expect(sendMail("Subject", "Body", null, ["not an address"])).rejects.toThrow(BadAddressError);
  expect(outbox).toEqual([]);
});

test("P7.9: a form that passes on what it got catches BadHeaderError, and tells its user", async () => {
  const submit = async (form: { subject: string; message: string; fromEmail: string }): Promise<string> => {
    if (!form.subject || !form.message || !form.fromEmail) return "Make sure all fields are entered and valid.";
    try {
      await sendMail(form.subject, form.message, form.fromEmail, ["admin@example.com"]);
    } catch (error) {
      if (error instanceof BadHeaderError) return "Invalid header found.";
      throw error;
    }
    return "/contact/thanks/";
  };
  const form = { subject: "Hello", message: "Text", fromEmail: "ada@example.com" };
  expect(await submit(form)).toBe("/contact/thanks/");
  expect(await submit({ ...form, subject: "Hello\nBcc: x@example.com" })).toBe("Invalid header found.");
  expect(await submit({ ...form, fromEmail: "ada@example.com\r\nBcc: x@example.com" })).toBe("Invalid header found.");
  expect(await submit({ ...form, message: "" })).toBe("Make sure all fields are entered and valid.");
  expect(outbox.map(({ subject, to }) => [subject, to])).toEqual([["Hello", ["admin@example.com"]]]);
});
