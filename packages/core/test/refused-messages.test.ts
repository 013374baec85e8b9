import { describe, expect, test } from "vitest";
import { EmailMessage, EmailMultiAlternatives, InvalidMessageError, MailError } from "../src/index.ts";

const message = (headers: Record<string, string> = {}): EmailMessage =>
  new EmailMessage({ subject: "s", body: "b", fromEmail: "a@example.com", to: ["b@example.com"], headers });

describe("a message is refused whose headers have", () => {
  test.each([
    ["Content-Type", "text/html"],
    ["MIME-Version", "1.0"],
    ["Content-Disposition", "inline"],
    ["Bcc", "c@example.com"],
    ["Subject", "t"],
    ["References", "<é@example.com>"],
    ["Message-ID", "<=?utf-8?q?a?=@example.com>"],
    ["Sender", "a@example.com, b@example.com"],
  ])("%s: %s", (name, value) => {
    expect(() => message({ [name]: value }).message()).toThrow(MailError);
  });
});

test("a header of a part is told where it stands, and one that is made what it is made from", () => {
  expect(() => message({ "Content-Type": "text/html" }).message()).toThrow(
    'headers must not have "content-type", which is made from the body and the attachments.',
  );
  expect(() => message({ "Content-Language": "de" }).message()).toThrow(
    'headers must not have "content-language", which describes a part (RFC 2045, 9); give it to the part, by with() in an overridden message().',
  );
});

describe("a header that is no text is never encoded", () => {
  test.each([
    "Received",
    "Resent-Date",
    "resent-message-id",
    "List-Help",
    "List-Subscribe",
    "List-Unsubscribe",
    "List-Post",
    "List-Owner",
    "List-Archive",
    "List-ID",
    "Auto-Submitted",
  ])("and is refused where it would have to be: %s", (name) => {
    expect(() => message({ [name]: "<https://example.com/?q=?x>" }).message()).toThrow(InvalidMessageError);
    expect(
      message({ [name]: "<https://example.com/?q=x>" })
        .message()
        .toString(),
    ).toContain(`${name}: <https://example.com/?q=x>\r\n`);
  });

  test("of List-ID a phrase with a comma is encoded too", () => {
    const message = new EmailMessage({
      to: ["a@example.com"],
      headers: { "List-ID": "Grüße, täglich <daily.example.com>" },
    });
    expect(message.message().toString()).toMatch(/List-ID: =\?utf-8\?b\?[\w+/=]+\?= <daily\.example\.com>\r\n/);
  });

  test("of List-ID the phrase is encoded, and the id left for programs to find (RFC 2919, 3)", () => {
    const written = (value: string): string => message({ "List-Id": value }).message().toString();
    expect(written("Ankündigungen <news.example.com>")).toContain(
      "\r\nList-Id: =?utf-8?q?Ank=C3=BCndigungen?= <news.example.com>\r\n",
    );
    expect(written('"News, daily" <news.example.com>')).toContain('\r\nList-Id: "News, daily" <news.example.com>\r\n');
    for (const value of ["Ankündigungen", "Ankündigungen <néws.example.com>", "<a.example> é <b.example>"])
      expect(() => written(value), value).toThrow("which a character beyond ASCII would need");
  });

  test.each([
    ["<é@example.com>", "a character beyond ASCII"],
    ["<a@example.com>  <b@example.com>", "a tab, several blanks or a blank at an end"],
    ["<a@example.com>\t<b@example.com>", "a tab, several blanks or a blank at an end"],
    [" <a@example.com>", "a tab, several blanks or a blank at an end"],
    ["<=?utf-8?q?a?=@example.com>", 'the characters "=?"'],
    [`<${"a".repeat(1000)}@example.com>`, "a word that fits on no line"],
  ])("of %j the error tells the reason", (value, reason) => {
    expect(() => message({ References: value }).message()).toThrow(
      `References is no text, and cannot be written as encoded-words (RFC 2047, 5), which ${reason} would need; got `,
    );
  });
});

describe("a message is refused with a file", () => {
  test.each([
    ["whose name turns its direction", "a\u202egnp.exe", "application/x-data"],
    ["that a reader would put together", "a", "message/partial; id=a; number=1"],
    ["that stands elsewhere", "a", "message/external-body; access-type=URL"],
  ])("%s", (_, filename, mimetype) => {
    const draft = message();
    draft.attach(filename, "a", mimetype);
    expect(() => draft.message()).toThrow(MailError);
  });

  test.each(["a b", "<a>", "a@", "a@b@c"])("whose contentId is %j", (contentId) => {
    const draft = message();
    draft.attach("a.png", "a", { contentId });
    expect(() => draft.message()).toThrow(MailError);
  });
});

test("the name for older readers has no dot that the name has not", () => {
  const draft = message();
  draft.attach("é\u2024exe.png", new Uint8Array(1), "image/png");
  expect(draft.message().toString()).toContain("; name=e_exe.png\r\n");
});

test("a message that is attached to itself is refused at once", () => {
  const draft = message();
  draft.attach("a.eml", draft, "message/rfc822");
  let asked = 0;
  const { sender } = draft;
  draft.sender = () => {
    asked += 1;
    return sender.call(draft);
  };
  expect(() => draft.message()).toThrow(MailError);
  expect(asked).toBeLessThan(10);
});

test("a date that is given replaces the generated one", () => {
  const date = "Mon, 23 Nov 2026 09:05:00 +0000";
  expect(
    message({ Date: date })
      .message()
      .toString()
      .match(/^Date: .*$/gm),
  ).toEqual([`Date: ${date}`]);
});

test("what the HTML shows stands beside it, each under an id of its own", () => {
  const draft = new EmailMultiAlternatives("s", "b", "a@example.com", ["b@example.com"]);
  draft.attachAlternative("<img src='cid:a'>", "text/html");
  draft.attach("a.png", new Uint8Array(1), { contentId: "a" });
  expect(draft.message().toString()).toMatch(/multipart\/related; type="text\/html";/);
  draft.attach("b.png", new Uint8Array(1), { contentId: "a" });
  expect(() => draft.message()).toThrow(MailError);
});
