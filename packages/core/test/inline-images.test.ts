import { describe, expect, test } from "vitest";
import {
  BadHeaderError,
  EmailAttachment,
  EmailMultiAlternatives,
  type EmailMultiAlternativesOptions,
  InvalidMessageError,
} from "../src/index.ts";
import { MimePart } from "../src/mime/index.ts";
import { useFixedSources } from "./fixed-sources.ts";

useFixedSources();

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
const PDF = Uint8Array.of(0x25, 0x50, 0x44, 0x46);
type Tree = string | readonly [string, ...Tree[]];

const message = (body: string, options: EmailMultiAlternativesOptions = {}): EmailMultiAlternatives =>
  new EmailMultiAlternatives({
    subject: "Subject",
    body,
    fromEmail: "from@example.com",
    to: ["to@example.com"],
    ...options,
  });
const logo = (contentId = "logo@example.com"): EmailAttachment => new EmailAttachment("logo.png", PNG, { contentId });
const pdf = (): EmailAttachment => new EmailAttachment("a.pdf", PDF);

/** The media types of a part and of the parts below it. */
function treeOf({ contentType, children }: MimePart): Tree {
  return children.length === 0 ? contentType : [contentType, ...children.map(treeOf)];
}

const RELATED = ["multipart/related", "text/html", "image/png"] as const;
const ALTERNATIVE = ["multipart/alternative", "text/plain", RELATED] as const;
const html = "<img src='cid:logo@example.com'>";

describe("an image with a Content-ID", () => {
  const cases: ReadonlyArray<readonly [string, EmailMultiAlternatives, Tree]> = [
    ["beside the HTML of an alternative", message("Text", { html, attachments: [logo()] }), ALTERNATIVE],
    [
      "within the body, with the files behind it",
      message("Text", { html, attachments: [pdf(), logo()] }),
      ["multipart/mixed", ALTERNATIVE, "application/pdf"],
    ],
    [
      "at the root, where the HTML is the body",
      message(html, { contentSubtype: "html", attachments: [logo()] }),
      RELATED,
    ],
    [
      "beside the HTML of the body, with the files behind it",
      message(html, { contentSubtype: "html", attachments: [logo(), pdf()] }),
      ["multipart/mixed", RELATED, "application/pdf"],
    ],
    [
      "beside the HTML, where the text is empty",
      message("", { html, attachments: [logo()] }),
      ["multipart/alternative", RELATED],
    ],
    [
      "beside the HTML alone, and not beside other versions",
      message("Text", {
        alternatives: [
          ["BEGIN", "text/calendar"],
          [html, "Text/HTML"],
        ],
        attachments: [logo()],
      }),
      ["multipart/alternative", "text/plain", "text/calendar", RELATED],
    ],
    [
      "beside further images, in order",
      message("Text", { html, attachments: [logo("a"), pdf(), logo("b")] }),
      [
        "multipart/mixed",
        ["multipart/alternative", "text/plain", ["multipart/related", "text/html", "image/png", "image/png"]],
        "application/pdf",
      ],
    ],
    [
      "among the files, where there is no HTML",
      message("Text", { attachments: [logo(), pdf()] }),
      ["multipart/mixed", "text/plain", "image/png", "application/pdf"],
    ],
    [
      "among the files, where the alternative is no HTML",
      message("Text", { alternatives: [["BEGIN", "text/calendar"]], attachments: [logo()] }),
      ["multipart/mixed", ["multipart/alternative", "text/plain", "text/calendar"], "image/png"],
    ],
  ];
  test.each(cases)("stands %s", (_where, draft, tree) => {
    expect(treeOf(draft.message())).toEqual(tree);
  });

  test("is inline, under its name and its Content-ID in angle brackets", () => {
    const [, image] = message(html, { contentSubtype: "html", attachments: [logo()] }).message().children;
    expect(image?.headers.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Content-Disposition: inline; filename="logo.png"',
      "Content-ID: <logo@example.com>",
      "Content-Type: image/png",
      "Content-Transfer-Encoding: base64",
    ]);
    expect(image?.content).toEqual(PNG);
  });

  test("keeps its headers among the files, and a file has no Content-ID", () => {
    const [, image, file] = message("Text", { attachments: [logo(), pdf()] }).message().children;
    expect([image?.get("Content-ID"), image?.get("Content-Disposition")?.split(";")[0]]).toEqual([
      "<logo@example.com>",
      "inline",
    ]);
    expect([file?.get("Content-ID"), file?.get("Content-Disposition")?.split(";")[0]]).toEqual([
      undefined,
      "attachment",
    ]);
  });

  test("stands in a multipart/related that says the type of its root, as RFC 2387 asks", () => {
    const related = message("Text", { html, attachments: [logo()] }).message().children[1];
    expect(related?.headers.find(({ name }) => name === "Content-Type")?.parameters.get("type")).toBe("text/html");
    expect(related?.toString()).toMatch(
      /^Content-Type: multipart\/related; type="text\/html";\s+boundary="=_id-\d"\r\n/,
    );
  });

  test("leaves the message's own headers at the root alone", () => {
    const root = message(html, { contentSubtype: "html", attachments: [logo()] }).message();
    expect([root.contentType, root.get("Subject"), root.get("From")]).toEqual([
      "multipart/related",
      "Subject",
      "from@example.com",
    ]);
    expect(root.children.flatMap(({ headers }) => headers).some(({ name }) => name === "Subject")).toBe(false);
  });

  test("may be a stream, and have no name", () => {
    const image = new EmailAttachment(null, new Blob([PNG], { type: "image/png" }), { contentId: "logo" });
    const part = message(html, { contentSubtype: "html", attachments: [image] }).message().children[1];
    expect([part?.contentType, part?.get("Content-Disposition"), part?.isStreamed]).toEqual([
      "image/png",
      "inline",
      true,
    ]);
  });
});

describe("a contentId", () => {
  test("is given in a tuple, to attach() and to EmailAttachment alike", () => {
    const attached = message("Text", { html });
    attached.attach("logo.png", PNG, { contentId: "logo@example.com" });
    const tuple = message("Text", { html, attachments: [["logo.png", PNG, { contentId: "logo@example.com" }]] });
    const made = message("Text", { html, attachments: [logo()] });
    for (const draft of [attached, tuple, made]) {
      expect(draft.attachments[0]).toMatchObject({ contentId: "logo@example.com", mimetype: "image/png" });
      expect(treeOf(draft.message())).toEqual(ALTERNATIVE);
    }
  });

  test("goes with a media type of its own", () => {
    const draft = message("Text", { html });
    draft.attach("logo", PNG, { mimetype: "image/gif", contentId: "logo" });
    expect(draft.message().children[1]?.children[1]?.contentType).toBe("image/gif");
  });

  test("of null or undefined is none, and an option of another name is a TypeError", () => {
    for (const contentId of [null, undefined])
      expect(new EmailAttachment("logo.png", PNG, { contentId }).contentId).toBeNull();
    expect(() => new EmailAttachment("logo.png", PNG, { contentID: "logo" } as never)).toThrow(TypeError);
    expect(() => new EmailAttachment("logo.png", PNG, { contentId: 5 } as never)).toThrow(TypeError);
  });

  test("is kept by copy()", () => {
    expect(message("Text", { html, attachments: [logo()] }).copy().attachments[0]?.contentId).toBe("logo@example.com");
  });

  test.each(["logo", "logo@example.com", "a.b-c_d+1@mail.example", "a".repeat(200)])("may be %j", (contentId) => {
    const part = message("Text", { attachments: [logo(contentId)] }).message().children[1];
    expect(part?.toString()).toContain(`Content-ID: <${contentId}>\r\n`);
  });

  test.each(["", " ", "<logo>", "logo image", "a@b@c", "@example.com", "logo@", "é", "a>b", "a".repeat(201)])(
    "of %j is refused",
    (contentId) => {
      expect(() => message("Text", { attachments: [logo(contentId)] }).message()).toThrow(InvalidMessageError);
    },
  );

  test.each(["logo\r\nBcc: b@example.com", "logo\n", "lo\0go", "lo\u0085go", "\u2028"])(
    "with a control character, as in %j, is a bad header",
    (contentId) => {
      expect(() => message("Text", { attachments: [logo(contentId)] }).message()).toThrow(BadHeaderError);
    },
  );

  test("is refused where another attachment has it, whether there is HTML or not", () => {
    for (const options of [{}, { html }]) {
      const twice = message("Text", { ...options, attachments: [logo(), pdf(), logo()] });
      expect(() => twice.message()).toThrow('Two attachments have the contentId "logo@example.com"');
      const distinct = message("Text", { ...options, attachments: [logo(), logo("other")] }).message();
      const ids = [...distinct.walk()].flatMap((part) => part.get("Content-ID") ?? []);
      expect(ids).toEqual(["<logo@example.com>", "<other>"]);
    }
  });
});

test("a MimePart is attached as it is, among the files, though it has a Content-ID", () => {
  const part = message("Text", { attachments: [logo()] }).message().children[1] as MimePart;
  expect(part).toBeInstanceOf(MimePart);
  expect(treeOf(message("Text", { html, attachments: [part] }).message())).toEqual([
    "multipart/mixed",
    ["multipart/alternative", "text/plain", "text/html"],
    "image/png",
  ]);
});
