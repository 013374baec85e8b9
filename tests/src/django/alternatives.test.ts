import {
  type AlternativeLike,
  EmailAlternative,
  EmailMessage,
  EmailMultiAlternatives,
  type EmailMultiAlternativesOptions,
  InvalidMessageError,
} from "@posthorn/core";
import { MimePart } from "@posthorn/core/mime";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { read } from "./written.ts";

const message = (options: EmailMultiAlternativesOptions = {}): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Subject", "Hello", "from@example.com", ["to@example.com"], options);

/** Each part as it stands on the wire: its own fields, unfolded, and its content. */
function parts(draft: EmailMultiAlternatives): readonly { readonly head: string; readonly content: string }[] {
  return [...draft.message().walk()]
    .filter(({ children }) => children.length === 0)
    .map((part) => {
      const [head = "", ...content] = part
        .toString()
        .replace(/\r\n(?=[ \t])/g, "")
        .split("\r\n\r\n");
      return { head, content: content.join("\r\n\r\n") };
    });
}

describe("attachAlternative", () => {
  test.each([
    ["content", null, "text/html"],
    ["media type", "<p>", null],
    ["content and media type", null, null],
  ] as const)(
    "B9.8: without a %s it is an error that says what is needed, and adds nothing",
    (_what, content, type) => {
      const draft = message();
      expect(() => draft.attachAlternative(content as never, type as never)).toThrow(
        new InvalidMessageError("An alternative needs both its content and its media type."),
      );
      expect(draft.alternatives).toEqual([]);
    },
  );

  test("B9.10: it adds an EmailAlternative, whose content and type have names and positions", () => {
    const draft = message();
    draft.attachAlternative("<p>Hello</p>", "text/html");
    const [alternative] = draft.alternatives;
    expect(alternative).toBeInstanceOf(EmailAlternative);
    expect([alternative?.content, alternative?.mimetype]).toEqual(["<p>Hello</p>", "text/html"]);
    expect([alternative?.[0], alternative?.[1]]).toEqual(["<p>Hello</p>", "text/html"]);
    expect([...(alternative ?? [])]).toEqual(["<p>Hello</p>", "text/html"]);
  });
});

describe("the constructor", () => {
  test("B9.9, B9.10: takes EmailAlternatives and pairs, and makes the former of both", () => {
    const given = new EmailAlternative("<p>Hello</p>", "text/html");
    const { alternatives } = message({ alternatives: [given, ["{}", "application/json"]] });
    expect(alternatives[0]).toBe(given);
    expect(alternatives[1]).toBeInstanceOf(EmailAlternative);
    expect(alternatives.map((alternative) => [...alternative])).toEqual([
      ["<p>Hello</p>", "text/html"],
      ["{}", "application/json"],
    ]);
  });

  test.each([[null, "text/html"] as const, ["<p>", null] as const])(
    "B9.9: refuses the pair [%s, %s] at once",
    (content, type) => {
      expect(() => message({ alternatives: [[content as never, type as never]] })).toThrow(InvalidMessageError);
    },
  );
});

test.each([
  ["utf-8", "Gżegżółka"],
  ["iso-8859-1", "Grüße"],
])("B9.11: text alternatives are written in the character set %s of the message", async (encoding, text) => {
  const draft = message({ html: `<p>${text}</p>`, encoding });
  expect(parts(draft)[1]?.head).toContain(`Content-Type: text/html; charset=${encoding}\r\n`);
  expect((await read(draft)).html?.trim()).toBe(`<p>${text}</p>`);
});

test("B9.11: an alternative that is no text is base64, without a character set and a disposition", async () => {
  const draft = message({ alternatives: [['{"a": "é"}', "application/json"]] });
  expect(parts(draft)[1]).toEqual({
    head: "Content-Type: application/json\r\nContent-Transfer-Encoding: base64",
    content: "eyJhIjogIsOpIn0=\r\n",
  });
  const [attachment] = (await read(draft)).attachments;
  expect(attachment).toMatchObject({ mimeType: "application/json", filename: null, disposition: null });
});

test("B9.12: a message/rfc822 alternative is a nested message, never encoded", async () => {
  const draft = message({ alternatives: [["Subject: Inner\n\nInner text\n", "message/rfc822"]] });
  expect(parts(draft)[1]?.content).toBe("Subject: Inner\r\n\r\nInner text\r\n");
  const { attachments } = await PostalMime.parse(draft.message().toBytes(), { forceRfc822Attachments: true });
  expect(attachments.map(({ mimeType }) => mimeType)).toEqual(["message/rfc822"]);
  const inner = await PostalMime.parse(attachments[0]?.content ?? "");
  expect([inner.subject, inner.text?.trim()]).toEqual(["Inner", "Inner text"]);
});

test.each(["html", "", "text/", "/html", "text html"])(
  'B9.13: "%s" is no media type: an alternative and an attachment of it are refused before anything is sent',
  (type) => {
    const attached = (): EmailMultiAlternatives => {
      const draft = message();
      draft.attachAlternative("<p>", type);
      return draft;
    };
    expect(() => attached().message()).toThrow(InvalidMessageError);
    if (type !== "") expect(() => message({ attachments: [["a", "a", type]] }).message()).toThrow(InvalidMessageError);
  },
);

test("B9.14: the subtypes of the multiparts are fixed; a subclass that wants others overrides message()", () => {
  const subtypes = { mixedSubtype: "related", alternativeSubtype: "related" };
  expect(() => message(subtypes as never)).toThrow(/takes no option "mixedSubtype"/);
  const draft = Object.assign(message({ attachments: [["a.png", "a", "image/png"]] }), subtypes);
  expect(draft.message().contentType).toBe("multipart/mixed");

  class Related extends EmailMultiAlternatives {
    override message(): MimePart {
      const { headers, children } = super.message();
      const kept = headers.filter(({ name }) => name !== "Content-Type");
      return new MimePart({ contentType: "multipart/related", headers: kept, content: children });
    }
  }
  expect(new Related({ attachments: [["a.png", "a", "image/png"]] }).message().contentType).toBe("multipart/related");
});

describe("bodyContains", () => {
  const html = (content: string): EmailMultiAlternatives =>
    new EmailMultiAlternatives({ body: "I am content.", html: content });
  const withAlternatives = (...alternatives: readonly AlternativeLike[]): EmailMultiAlternatives =>
    new EmailMultiAlternatives({ body: "I am content.", alternatives });

  test.each([
    [true, "stands in the body", new EmailMessage({ body: "I am content." }), "I am content"],
    [false, "stands there in another letter case", new EmailMessage({ body: "I am content." }), "i am content"],
    [true, "stands in the body and in the HTML", html("<p>I am content.</p>"), "I am content"],
    [false, "stands in the HTML alone", html("<p>I am content.</p>"), "<p>I am content.</p>"],
    [false, "stands in the body alone", html("<p>other</p>"), "I am content"],
    [
      false,
      "stands in one text alternative of two",
      withAlternatives(["a content", "text/html"], ["b", "text/plain"]),
      "content",
    ],
    [
      true,
      "stands in the body, beside what is no text",
      withAlternatives(["blob", "application/json"]),
      "I am content",
    ],
    [true, "is empty, as everything is", new EmailMessage(), ""],
    [false, "is looked for in an empty body", new EmailMessage({ body: null }), "x"],
  ])("B9.15: it is %s for text that %s", (expected, _where, draft, text) => {
    expect(draft.bodyContains(text)).toBe(expected);
  });
});
