import { describe, expect, test } from "vitest";
import {
  BadHeaderError,
  type BaseEmailBackend,
  type BeforeSend,
  configureMail,
  EmailAlternative,
  EmailAttachment,
  EmailMessage,
  EmailMultiAlternatives,
  getConnection,
  InvalidMessageError,
  type MassMailItem,
  mailAdmins,
  openConnection,
  sendMail,
  sendMassMail,
} from "../src/index.ts";
import { HeaderField, MimePart } from "../src/mime/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

// Every wrong use here neither compiles, which a check of types holds, nor passes when it is run without types.

const connection = new RecordingBackend();

describe("a message", () => {
  test("takes a list of strings as recipients, and nothing else", () => {
    // @ts-expect-error a string
    expect(() => new EmailMessage({ to: "a@example.com" })).toThrow(/^to must be a list of mailboxes/);
    // @ts-expect-error null in the list
    expect(() => new EmailMessage({ cc: ["a@example.com", null] })).toThrow(
      'cc[1] must be a mailbox such as "ada@example.com"; got null. Leave out what is no recipient.',
    );
    // @ts-expect-error objects in the list
    expect(() => new EmailMessage({ bcc: [{ address: "a@example.com" }] })).toThrow("bcc[0] must be a mailbox");
    // @ts-expect-error a string by position
    expect(() => new EmailMessage("a", "b", null, "a@example.com")).toThrow("to must be a list of mailboxes");
  });

  test("takes strings as texts and header values", () => {
    // @ts-expect-error an object as subject
    expect(() => new EmailMessage({ subject: {} })).toThrow("subject must be a string; got an object.");
    // @ts-expect-error a number as body
    expect(() => new EmailMessage("a", 5)).toThrow("body must be a string; got number 5.");
    // @ts-expect-error a number as sender
    expect(() => new EmailMessage({ fromEmail: 5 })).toThrow("fromEmail must be a string; got number 5.");
    // @ts-expect-error a number as header
    expect(() => new EmailMessage({ headers: { "X-Priority": 1 } })).toThrow(
      'The header "X-Priority" must be a string',
    );
    // @ts-expect-error a number as subtype
    expect(() => new EmailMessage({ contentSubtype: 5 })).toThrow('contentSubtype must be a string, such as "html"');
    expect(() => new EmailMessage({ contentSubtype: "text/html" }).message()).toThrow(InvalidMessageError);
    expect(() => new EmailMessage({ contentSubtype: "html; a=b" }).message()).toThrow(
      "must be the subtype of text alone",
    );
    expect(() => new EmailMessage({ contentSubtype: "html\r\nX: y" }).message()).toThrow(BadHeaderError);
    // @ts-expect-error a number as character set
    expect(() => new EmailMessage({ encoding: 5 })).toThrow("encoding must be the name of a character set");
  });

  test("has no options that do not exist", () => {
    // @ts-expect-error Django's spelling
    expect(() => new EmailMessage({ from_email: "a@example.com" })).toThrow(
      /takes no option "from_email"; it takes .*\. Did you mean fromEmail\?$/,
    );
    // @ts-expect-error Django's spelling of a setting
    expect(() => configureMail({ EMAIL_HOST: "x" })).toThrow(/; it takes backend, .*\. Did you mean emailHost\?$/);
    // @ts-expect-error alternatives are of EmailMultiAlternatives
    expect(() => new EmailMessage({ html: "<p>" })).toThrow(
      /takes no option "html"; it takes .*\. EmailMultiAlternatives takes html\.$/,
    );
    // @ts-expect-error what nodemailer calls the body
    expect(() => new EmailMultiAlternatives({ text: "b" })).toThrow(/no option "text"; .*\. Did you mean body\?$/);
    // @ts-expect-error what nodemailer calls the sender
    expect(() => new EmailMessage({ from: "a@example.com" })).toThrow(
      /no option "from"; .*\. Did you mean fromEmail\?$/,
    );
    // @ts-expect-error a sixth position
    expect(() => new EmailMessage("a", "b", null, [], [], connection)).toThrow(
      "takes strings, lists of mailboxes and an object of options; got an instance of RecordingBackend.",
    );
  });

  test("is checked again when it is built, since its attributes can be set", () => {
    const message = new EmailMultiAlternatives({ to: ["a@example.com"] });
    // @ts-expect-error a number as subject
    message.subject = 5;
    expect(() => message.message()).toThrow("subject must be a string; got number 5.");
    message.subject = "";
    // @ts-expect-error a tuple is no attachment once it is set
    message.attachments = [["a.txt", "x"]];
    expect(() => message.message()).toThrow("attachments[0] must be an EmailAttachment");
    message.attachments = [];
    // @ts-expect-error a tuple is no alternative once it is set
    message.alternatives = [["<p>", "text/html"]];
    expect(() => message.message()).toThrow("alternatives[0] must be an EmailAlternative");
    // @ts-expect-error a number as HTML
    expect(() => (message.html = 5)).toThrow("html must be a string; got number 5.");
  });
});

test("a promise in the place of its value is an error that asks for the await", async () => {
  const text = Promise.resolve("text");
  // @ts-expect-error a promise
  await expect(sendMail("a", text, null, ["a@example.com"])).rejects.toThrow(
    "body must be a string; got a promise, before which an await is missing.",
  );
});

describe("an attribute that a message has not", () => {
  test.each([
    ["from_email", "fromEmail"],
    ["reply_to", "replyTo"],
    ["content_subtype", "contentSubtype"],
    ["headers", "extraHeaders"],
  ])("%s is refused, since it would be ignored; the error says %s", (name, meant) => {
    const message = Object.assign(new EmailMessage({ to: ["a@example.com"] }), { [name]: "x" });
    expect(() => message.message()).toThrow(`A message has no attribute "${name}". Did you mean ${meant}?`);
  });

  test("is refused the second time too, and behind any number of a subclass's own", () => {
    const own = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`own${index}`, index]));
    const message = Object.assign(new EmailMessage({ to: ["a@example.com"] }), own, { reply_to: "x" });
    for (let time = 0; time < 2; time += 1)
      expect(() => message.message()).toThrow('A message has no attribute "reply_to". Did you mean replyTo?');
  });

  test("is a subclass's own where it is like none of a message", async () => {
    class Invitation extends EmailMessage {
      guest = "Ada";
    }
    await expect(new Invitation({ to: ["a@example.com"], connection }).send()).resolves.toBe(1);
  });
});

describe("an attachment", () => {
  test("that is a whole message is told to be one, since no reader looks for its headers in a part", () => {
    const inner = new EmailMessage({ subject: "Inner", fromEmail: "a@example.com" }).message();
    const outer = new EmailMessage();
    const advice = 'attach it by attach("forwarded.eml", part, "message/rfc822").';
    expect(() => outer.attach(inner)).toThrow(advice);
    expect(() => new EmailMessage({ attachments: [inner] })).toThrow(advice);
    const part = new MimePart({ contentType: "text/plain", content: "a" });
    expect(() => outer.attach(part.with({ headers: [HeaderField.unstructured("message-id", "<1@x>")] }))).toThrow(
      advice,
    );
    outer.attach("forwarded.eml", inner, "message/rfc822");
    expect(outer.message().children[0]?.children[0]?.get("Subject")).toBe("Inner");
  });

  test.each<[string, unknown, string]>([
    ["a File", new File(["a"], "a.txt"), "instance of File. Its name stands first: attach(file.name, file)."],
    ["a Blob", new Blob(["a"]), "instance of Blob. It stands before the content: attach(filename, content)."],
    ["octets", new Uint8Array(1), "instance of Uint8Array. It stands before the content: attach(filename, content)."],
    ["an object", { content: "a" }, "an object. It stands before the content: attach(filename, content)."],
    ["a message", new EmailMessage(), 'A message is attached by attach("forwarded.eml", message, "message/rfc822").'],
  ])("with %s in the place of its name is told how it is attached", (_, file, advice) => {
    expect(() => new EmailMessage().attach(file as string, undefined as never)).toThrow(advice);
  });

  test("takes a name, content and a type", () => {
    // @ts-expect-error a number as content
    expect(() => new EmailAttachment("a.txt", 5)).toThrow('The content of the attachment "a.txt" must be a string');
    // @ts-expect-error no content
    expect(() => new EmailAttachment("a.txt")).toThrow('The attachment "a.txt" has no content.');
    // @ts-expect-error a number as name
    expect(() => new EmailAttachment(5, "x")).toThrow("The filename of an attachment must be a string or null");
    // @ts-expect-error nothing at all
    expect(() => new EmailMessage().attach()).toThrow("An attachment has a name or null, and a content; got neither.");
    // @ts-expect-error a number as type
    expect(() => new EmailAttachment("a.txt", "x", 5)).toThrow("The mimetype of the attachment");
    // @ts-expect-error content beside an attachment
    expect(() => new EmailMessage().attach(new EmailAttachment("a.txt", "x"), "y")).toThrow(
      "attach() takes an EmailAttachment alone",
    );
  });

  test("of a message is message/rfc822", () => {
    expect(() => new EmailAttachment("a.txt", new EmailMessage(), "text/plain")).toThrow(
      'whose media type is message/rfc822; got "text/plain"',
    );
  });
});

describe("stream() of a part", () => {
  const part = new MimePart({ contentType: "text/plain", content: "a" });

  test.each([
    [Number.POSITIVE_INFINITY, "number Infinity"],
    [Number.NaN, "number NaN"],
    [0, "number 0"],
    [-1, "number -1"],
    [2 ** 31, "number 2147483648"],
    ["5", '"5"'],
    [null, "null"],
  ])("takes no idleTimeoutMs that no timer waits for: %s", (idleTimeoutMs, shown) => {
    expect(() => part.stream({ idleTimeoutMs: idleTimeoutMs as number })).toThrow(
      new TypeError(
        `idleTimeoutMs must be a number of ms above 0 and up to 2147483647, or left out to wait for ever; got ${shown}.`,
      ),
    );
  });

  test("takes the longest that a timer waits for, and none", async () => {
    for (const options of [{ idleTimeoutMs: 2 ** 31 - 1 }, {}]) await part.stream(options).return();
  });

  test("takes no other options", () => {
    // @ts-expect-error a name that does not exist
    expect(() => part.stream({ idleTimeout: 5 })).toThrow('stream() takes no option "idleTimeout"');
    // @ts-expect-error no options
    expect(() => part.stream(null)).toThrow("The options of stream() are an object; got null.");
  });
});

test("an alternative needs content and a type", () => {
  // @ts-expect-error no type
  expect(() => new EmailAlternative("<p>")).toThrow("An alternative needs both its content and its media type.");
  // @ts-expect-error null content
  expect(() => new EmailMultiAlternatives().attachAlternative(null, "text/html")).toThrow("needs both");
  // @ts-expect-error a number as content
  expect(() => new EmailAlternative(5, "text/html")).toThrow("The content of the text/html alternative must be");
  expect(() => new EmailMultiAlternatives({ alternatives: ["<p>" as never] })).toThrow("alternatives[0] must be");
});

describe("a call", () => {
  test("takes one way to its server", async () => {
    const to = ["a@example.com"];
    // @ts-expect-error a user beside a connection
    await expect(sendMail("a", "b", null, to, { connection, authUser: "u" })).rejects.toThrow(
      "authUser cannot stand beside connection, which is made already; leave one of them out.",
    );
    // @ts-expect-error a mailer beside a connection
    await expect(sendMassMail([["a", "b", null, to]], { connection, using: "x" })).rejects.toThrow(
      "using cannot stand",
    );
    // @ts-expect-error what is no backend
    await expect(sendMail("a", "b", null, to, { connection: {} })).rejects.toThrow("connection must be a backend");
    // @ts-expect-error mailAdmins has no login
    await expect(mailAdmins("a", "b", { authUser: "u" })).rejects.toThrow('takes no option "authUser"');
  });

  test("takes options that exist, of their types", async () => {
    const to = ["a@example.com"];
    // @ts-expect-error Django's spelling
    await expect(sendMail("a", "b", null, to, { fail_silently: true })).rejects.toThrow(
      'takes no option "fail_silently"',
    );
    // @ts-expect-error a number as HTML
    await expect(sendMail("a", "b", null, to, { connection, htmlMessage: 5 })).rejects.toThrow(
      "htmlMessage must be a string; got number 5.",
    );
    // @ts-expect-error a string as flag
    await expect(sendMail("a", "b", null, to, { connection, failSilently: "yes" })).rejects.toThrow(
      'failSilently must be true or false; got "yes".',
    );
    // @ts-expect-error a controller is no signal
    await expect(sendMail("a", "b", null, to, { connection, signal: new AbortController() })).rejects.toThrow(
      "signal must be an AbortSignal; got an instance of AbortController.",
    );
    // @ts-expect-error a number as subject
    await expect(sendMail(5, "b", null, to)).rejects.toThrow("its subject is number 5");
    // @ts-expect-error three elements
    await expect(sendMassMail([["a", "b", null]], { connection })).rejects.toThrow("number 1 is an array");
    // @ts-expect-error a message is no list
    await expect(connection.sendMessages(new EmailMessage())).rejects.toThrow("The messages must be a list");
    // @ts-expect-error an option of send()
    await expect(connection.deliver([], { failSilently: true })).rejects.toThrow("deliver() takes no option");
    // @ts-expect-error no signal
    await expect(connection.open({ timeout: 5 })).rejects.toThrow("open() takes no option");
    // @ts-expect-error no signal
    await expect(connection.close({ timeout: 5 })).rejects.toThrow("close() takes no option");
  });

  test("takes a backend that is one", async () => {
    // @ts-expect-error a class that is no backend
    await expect(getConnection(Map)).rejects.toThrow("A backend must be a class that extends BaseEmailBackend");
    // @ts-expect-error a wrong option of the class
    await expect(getConnection(RecordingBackend, { failSilently: "yes" })).rejects.toThrow("failSilently must be");
    // @ts-expect-error options that are none
    await expect(getConnection("@posthorn/x", 5)).rejects.toThrow("The options of a connection are an object");
  });
});

test("a mailer takes the options of its class", () => {
  // @ts-expect-error an option that does not exist
  configureMail({ mailers: { a: { backend: RecordingBackend, options: { failSilent: true } } } });
  // @ts-expect-error an option of the wrong type
  configureMail({ mailers: { a: { backend: RecordingBackend, options: { failSilently: "yes" } } } });
  // @ts-expect-error a mailer is no class alone
  expect(() => configureMail({ mailers: { a: RecordingBackend } })).toThrow("mailers.a must be { backend, options }");
  configureMail({
    mailers: {
      a: { backend: RecordingBackend, options: { failSilently: true } },
      b: { backend: "@posthorn/smtp", options: { host: "b.example.com" } },
      c: connection,
    },
  });
  configureMail({});
});

test("an empty HTML version is none, since readers would show it", () => {
  const message = new EmailMultiAlternatives({ html: "" });
  expect(message.alternatives).toEqual([]);
  message.html = "<p>x</p>";
  message.html = "";
  expect(message.alternatives).toEqual([]);
});

test("the right use needs no cast", async () => {
  const items: MassMailItem[] = [["a", "b", null, ["a@example.com"]]];
  const maybe: BaseEmailBackend | undefined = connection;
  expect(await sendMassMail(items, { connection: maybe })).toBe(1);
  expect(await sendMassMail(new Set(items), { connection: maybe })).toBe(1);
  expect(await sendMassMail([["a", "b", "from@example.com", new Set(["a@example.com"])]], { connection })).toBe(1);
  await using held = await openConnection(RecordingBackend, { failSilently: true, signal: AbortSignal.timeout(1000) });
  const calls: readonly string[] = held.calls;
  expect(calls).toEqual(["connect"]);

  const message = new EmailMultiAlternatives({
    attachments: [
      ["a.txt", "text"],
      [null, new Uint8Array()],
    ],
    html: "<p>",
  });
  const [first] = message.attachments;
  const [filename, content, mimetype] = first ?? [];
  expect([filename, content, mimetype, first?.filename]).toEqual(["a.txt", "text", "text/plain", "a.txt"]);
  const [html, type] = message.alternatives[0] ?? [];
  expect([html, type, message.html]).toEqual(["<p>", "text/html", "<p>"]);

  const skipping: BeforeSend = ({ subject }) => (subject === "a" ? new EmailMessage() : null);
  configureMail({ beforeSend: skipping, afterSend: ({ outcome }) => outcome, admins: [["Ada", "ada@example.com"]] });
  configureMail({});
});
