import { describe, expect, test } from "vitest";
import { EmailAlternative, EmailAttachment, EmailMessage, EmailMultiAlternatives } from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

describe("construction", () => {
  test("options may stand alone or follow after any of the positions", () => {
    const expected = {
      subject: "Hello",
      body: "Body",
      fromEmail: "from@example.com",
      to: ["to@example.com"],
      cc: ["cc@example.com"],
    };
    const forms = [
      new EmailMessage(expected),
      new EmailMessage("Hello", {
        body: "Body",
        fromEmail: "from@example.com",
        to: ["to@example.com"],
        cc: ["cc@example.com"],
      }),
      new EmailMessage("Hello", "Body", {
        fromEmail: "from@example.com",
        to: ["to@example.com"],
        cc: ["cc@example.com"],
      }),
      new EmailMessage("Hello", "Body", "from@example.com", { to: ["to@example.com"], cc: ["cc@example.com"] }),
      new EmailMessage("Hello", "Body", "from@example.com", ["to@example.com"], { cc: ["cc@example.com"] }),
      new EmailMessage("Hello", "Body", "from@example.com", ["to@example.com"], [], { cc: ["cc@example.com"] }),
    ];
    for (const message of forms) expect(message).toMatchObject(expected);
  });

  test("everything is optional", () => {
    expect(new EmailMessage()).toMatchObject({
      subject: "",
      body: "",
      fromEmail: null,
      to: [],
      cc: [],
      bcc: [],
      replyTo: [],
      attachments: [],
    });
  });

  test("null and empty strings are no recipients, any iterable is a list", () => {
    const message = new EmailMessage({ to: new Set(["a@example.com"]), cc: null, bcc: "" });
    expect(message.recipients()).toEqual(["a@example.com"]);
  });

  test("a string instead of a list is a TypeError that names the parameter", () => {
    expect(() => new EmailMessage({ to: "to@example.com" as never })).toThrow(
      new TypeError('to must be a list of mailboxes, such as ["ada@example.com"]; got "to@example.com".'),
    );
  });

  test("an option that does not exist is a TypeError that names it", () => {
    const options = { from_email: "from@example.com" };
    expect(() => new EmailMessage(options as object)).toThrow(
      /EmailMessage takes no option "from_email"; it takes subject, body, fromEmail/,
    );
    expect(() => new EmailMessage({ alternatives: [] } as object)).toThrow(/takes no option "alternatives"/);
    expect(new EmailMultiAlternatives({ alternatives: [["<p>x</p>", "text/html"]] }).alternatives).toHaveLength(1);
  });

  test("html beside an alternative that is HTML is a TypeError, since one of them would be lost", () => {
    const alternatives: [string, string][] = [
      ["# x", "text/markdown"],
      ["<p>2</p>", "Text/HTML; charset=utf-8"],
    ];
    expect(() => new EmailMultiAlternatives({ html: "<p>1</p>", alternatives })).toThrow(
      new TypeError(
        "html and alternatives[1] are both the HTML version; give one of them, or add the other by attachAlternative().",
      ),
    );
    for (const html of ["", null]) {
      const message = new EmailMultiAlternatives({ html, alternatives });
      expect(message.html, "no html takes none away").toBe("<p>2</p>");
    }
    const message = new EmailMultiAlternatives({ alternatives });
    message.html = "<p>1</p>";
    expect(message.alternatives, "the property replaces it").toHaveLength(2);
  });

  test("headers or an attachment of another shape are a TypeError that says which", () => {
    expect(() => new EmailMessage({ headers: new Map() as never })).toThrow(/headers must be an object/);
    expect(() => new EmailMessage({ attachments: [{ filename: "a" }] as never })).toThrow(
      /attachments\[0\] must be an EmailAttachment/,
    );
  });

  test("a list set to anything but an array is a TypeError when the message is sent", () => {
    const message = new EmailMessage();
    message.bcc = "root" as never;
    expect(() => message.recipients()).toThrow(/bcc must be an array/);
    message.bcc = null as never;
    expect(message.recipients()).toEqual([]);
  });

  test("an attribute set to an iterator is refused, since the mail would be lost once it is used up", async () => {
    const connection = new RecordingBackend();
    const message = new EmailMessage({ connection });
    function* addresses(): Generator<string> {
      yield "a@example.com";
    }
    message.to = addresses() as never;
    await expect(message.send()).rejects.toThrow(
      new TypeError('to must be an array of mailboxes, such as ["ada@example.com"]; got an object.'),
    );
    message.to = ["a@example.com"];
    message.replyTo = new Set(["a@example.com"]) as never;
    await expect(message.send()).rejects.toThrow("replyTo must be an array of mailboxes");
    expect(connection.sent).toEqual([]);
    expect(new EmailMessage({ to: addresses() }).to, "the constructor makes an array").toEqual(["a@example.com"]);
  });

  test("a value given twice is a TypeError", () => {
    expect(() => new EmailMessage("Hello", { subject: "Other" })).toThrow(/got subject twice/);
  });

  test("lists and headers are copied, so that later changes to the arguments do not reach the draft", () => {
    const to = ["a@example.com"];
    const headers = { "X-Tag": "a" };
    const message = new EmailMessage({ to, headers });
    to.push("b@example.com");
    headers["X-Tag"] = "b";
    expect(message.to).toEqual(["a@example.com"]);
    expect(message.extraHeaders).toEqual({ "X-Tag": "a" });
  });
});

test("octets of a text alternative are text in UTF-8, or refused", () => {
  const message = new EmailMultiAlternatives();
  message.attachAlternative(new TextEncoder().encode("<p>Zoë</p>"), "text/html");
  expect(message.alternatives[0]?.content).toBe("<p>Zoë</p>");
  expect(() => message.attachAlternative(new Uint8Array([0xff]), "text/html")).toThrow(/not UTF-8/);
});

test("recipients are to, cc and bcc in that order; replyTo is none", () => {
  const message = new EmailMessage({
    to: ["a@example.com"],
    cc: ["b@example.com"],
    bcc: ["c@example.com"],
    replyTo: ["d@example.com"],
  });
  expect(message.recipients()).toEqual(["a@example.com", "b@example.com", "c@example.com"]);
});

describe("attachments", () => {
  test("the type is guessed from the name, else application/octet-stream", () => {
    const message = new EmailMessage();
    message.attach("design.PNG", new Uint8Array([1]));
    message.attach("README", new Uint8Array([1]));
    message.attach("prices.XLSX", new Uint8Array([1]));
    message.attach("png", new Uint8Array([1]));
    message.attach(".png", new Uint8Array([1]));
    message.attach(null, new Uint8Array([1]), "image/gif");
    expect(message.attachments.map(({ mimetype }) => mimetype)).toEqual([
      "image/png",
      "application/octet-stream",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/octet-stream",
      "application/octet-stream",
      "image/gif",
    ]);
  });

  test("octets of a text type are decoded as UTF-8; octets that are not UTF-8 become application/octet-stream", () => {
    const text = new EmailAttachment("a.txt", new TextEncoder().encode("Zoë"));
    const octets = new EmailAttachment("b.txt", new Uint8Array([0xff, 0xfe, 0x00]));
    expect([text.content, text.mimetype]).toEqual(["Zoë", "text/plain"]);
    expect([octets.content, octets.mimetype]).toEqual([new Uint8Array([0xff, 0xfe, 0x00]), "application/octet-stream"]);
  });

  test("attachments and alternatives read like tuples", () => {
    const [filename, content, mimetype] = new EmailAttachment("a.txt", "text");
    expect([filename, content, mimetype]).toEqual(["a.txt", "text", "text/plain"]);
    const alternative = new EmailAlternative("<p>x</p>", "text/html");
    expect([alternative[0], alternative[1]]).toEqual(["<p>x</p>", "text/html"]);
  });

  test("missing content is an error that names the file", () => {
    expect(() => new EmailMessage().attach("a.txt", null as never)).toThrow('The attachment "a.txt" has no content.');
  });
});

describe("bodyContains", () => {
  const message = new EmailMultiAlternatives({ body: "I am content." });
  message.attachAlternative("<p>I am content.</p>", "text/html");
  message.attachAlternative('{"other": true}', "application/json");

  test("a text must stand in the body and in every text alternative", () => {
    expect(message.bodyContains("I am content")).toBe(true);
    expect(message.bodyContains("<p>I am content.</p>")).toBe(false);
  });

  test("alternatives that are not text do not count", () => {
    expect(message.bodyContains("content")).toBe(true);
  });
});
