import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { expectMail, outbox } from "../src/index.ts";
import type {} from "../src/setup.ts";
import { failureOf } from "./failure-of.ts";

const octets = Uint8Array.from({ length: 256 }, (_, index) => index);

function welcome(): EmailMultiAlternatives {
  return new EmailMultiAlternatives("Welcome, Zoë", "Hello Zoë, go to https://example.com/start.", "from@example.com", {
    to: ["Zoë <zoe@example.com>"],
    cc: ["bob@example.com"],
    bcc: ["audit@example.com"],
    headers: { "X-Tag": "Grüße", "List-Id": "<news.example.com>" },
    html: '<p>Hello Zoë, <a href="https://example.com/start?a=1&amp;b=2">go</a></p>',
    attachments: [
      ["octets.bin", octets],
      ["grüße.txt", "Grüße", "text/plain"],
    ],
  });
}

type Assertion = ReturnType<typeof expect>;

/** Each passes for the message, and its negation fails. */
const passing: readonly (readonly [what: string, assert: (message: Assertion) => void])[] = [
  ["bodyContains", (message) => message.bodyContains("Hello Zoë")],
  ["toBeAddressedTo one of to", (message) => message.toBeAddressedTo("zoe@example.com")],
  ["toBeAddressedTo one of cc, and one of bcc", (message) => message.toBeAddressedTo("bob@example.com", /^audit@/)],
  ["toBeAddressedTo a mailbox", (message) => message.toBeAddressedTo("Zoë <zoe@example.com>")],
  ["toBeAddressedTo an asymmetric value", (message) => message.toBeAddressedTo(expect.stringMatching(/zoe/))],
  ["toHaveSubject", (message) => message.toHaveSubject("Welcome, Zoë")],
  ["toHaveSubject with a RegExp", (message) => message.toHaveSubject(/^welcome/i)],
  ["toHaveSubject with an asymmetric value", (message) => message.toHaveSubject(expect.any(String))],
  ["toHaveHeader", (message) => message.toHaveHeader("list-id")],
  ["toHaveHeader with its value, decoded", (message) => message.toHaveHeader("X-Tag", "Grüße")],
  ["toHaveHeader of the wire", (message) => message.toHaveHeader("To", "Zoë <zoe@example.com>")],
  ["toHaveHeader with a RegExp", (message) => message.toHaveHeader("Message-ID", /^<.+@.+>$/)],
  ["toHaveHeader with an asymmetric value", (message) => message.toHaveHeader("Date", expect.stringContaining(":"))],
  ["toHaveAttachment by its name", (message) => message.toHaveAttachment("grüße.txt")],
  ["toHaveAttachment by a RegExp", (message) => message.toHaveAttachment(/\.bin$/)],
  ["toHaveAttachment by its octets", (message) => message.toHaveAttachment({ content: octets })],
  ["toHaveAttachment by its text", (message) => message.toHaveAttachment({ content: "Grüße" })],
  ["toHaveAttachment by its type", (message) => message.toHaveAttachment({ mimetype: "text/plain" })],
  ["toHaveAttachment that no HTML shows", (message) => message.toHaveAttachment({ contentId: null })],
  ["toHaveTextBody", (message) => message.toHaveTextBody("Hello Zoë, go to https://example.com/start.")],
  ["toHaveTextBody with a RegExp", (message) => message.toHaveTextBody(/start\.$/)],
  ["toHaveHtmlBody", (message) => message.toHaveHtmlBody(/^<p>Hello Zoë/)],
  ["toHaveHtmlBody with an asymmetric value", (message) => message.toHaveHtmlBody(expect.stringContaining("&amp;"))],
  ["toHaveLink of the HTML", (message) => message.toHaveLink("https://example.com/start?a=1&b=2")],
  ["toHaveLink of the text", (message) => message.toHaveLink("https://example.com/start")],
  ["toHaveLink with a RegExp", (message) => message.toHaveLink(/b=2$/)],
];

type Failing = readonly [what: string, assert: (message: Assertion) => void, ...words: string[]];

/** Each fails for the message with all these words, and its negation passes. */
const failing: readonly Failing[] = [
  ["bodyContains", (message) => message.bodyContains("go to"), "missing   in text/html"],
  [
    "toBeAddressedTo another",
    (message) => message.toBeAddressedTo("ada@example.com", "eve@example.com"),
    '✗ recipients\n      expected  "ada@example.com"',
    "sent      Zoë <zoe@example.com>, bob@example.com, audit@example.com",
  ],
  [
    "toHaveSubject",
    (message) => message.toHaveSubject("Welcome, Ada"),
    '✗ subject\n      expected  "Welcome, Ada"\n      sent      "Welcome, Zoë"\n                          ^',
  ],
  ["toHaveSubject with a RegExp", (message) => message.toHaveSubject(/ada/i), "expected  /ada/i"],
  [
    "toHaveSubject with an asymmetric value",
    (message) => message.toHaveSubject(expect.stringContaining("Ada")),
    'expected  StringContaining("Ada")\n      sent      "Welcome, Zoë"',
  ],
  ["toHaveHeader that is missing", (message) => message.toHaveHeader("X-Other"), "no X-Other, but Subject, From, To,"],
  ["toHaveHeader with another value", (message) => message.toHaveHeader("X-Tag", "Gruss"), 'sent      "Grüße"'],
  ["toHaveHeader of the envelope alone", (message) => message.toHaveHeader("Bcc"), "no Bcc, but"],
  [
    "toHaveAttachment by its name",
    (message) => message.toHaveAttachment("terms.pdf"),
    "sent      octets.bin (application/octet-stream, 256 octets)\n                grüße.txt (text/plain, 7 octets)",
  ],
  [
    "toHaveAttachment with other octets",
    (message) => message.toHaveAttachment({ filename: "octets.bin", content: octets.with(255, 0) }),
    "of 'octets.bin' the content differs; from octet 255 on expected 00, got ff",
  ],
  [
    "toHaveAttachment with another type",
    (message) => message.toHaveAttachment({ filename: "grüße.txt", mimetype: "text/html" }),
    `the mimetype is text/plain, not "text/html"`,
  ],
  ["toHaveTextBody", (message) => message.toHaveTextBody("Hello Zoë"), "It contains the text; for a part of it"],
  ["toHaveHtmlBody", (message) => message.toHaveHtmlBody(/Ada/), "expected  /Ada/"],
  [
    "toHaveLink",
    (message) => message.toHaveLink("https://example.com/"),
    "sent      https://example.com/start?a=1&b=2\n                https://example.com/start",
  ],
];

/** A message of an outbox stands further to the right than one alone. */
function withoutIndentation(text: string): string {
  return text.replace(/^ +/gm, "");
}

describe.each([
  ["a message", async () => welcome()],
  ["a message of an outbox", async () => (await welcome().send()) && outbox[0]],
  [
    "an outbox",
    async () => (await new EmailMessage({ to: ["x@example.com"] }).send()) && (await welcome().send()) && outbox,
  ],
])("of %s", (_, received) => {
  test.each(passing)("%s passes", async (_what, assert) => {
    const subject = await received();
    assert(expect(subject));
    expect(failureOf(() => assert(expect(subject).not as Assertion))).toMatch(
      /^Expected (?:a message without|no message in the outbox with)\n {2}\S.*\n[\s\S]*Subject: Welcome, Zoë/,
    );
  });

  test.each(failing.map(([what, assert, ...words]) => ({ what, assert, words })))(
    "$what fails",
    async ({ assert, words }) => {
      const subject = await received();
      assert(expect(subject).not as Assertion);
      const said = withoutIndentation(failureOf(() => assert(expect(subject))));
      for (const text of words) expect(said).toContain(withoutIndentation(text));
    },
  );
});

describe("toBeAddressedTo several", () => {
  test("fails if one of them is no recipient, and shows which", () => {
    const failure = failureOf(() => expect(welcome()).toBeAddressedTo("zoe@example.com", "ada@example.com"));
    expect(failure).toContain('✓ recipients "zoe@example.com"\n  ✗ recipients\n      expected  "ada@example.com"');
  });

  test.each([
    ["a message", async () => welcome()],
    ["an outbox", async () => (await welcome().send()) && outbox],
  ])("fails, negated, if one of them is a recipient of %s", async (_, received) => {
    const subject = await received();
    const leak = (): void => expect(subject).not.toBeAddressedTo("eve@example.com", "zoe@example.com");
    expect(failureOf(leak)).toMatch(/^Expected (?:a message without|no message in the outbox with)\n/);
    expect(() => expectMail(subject).not.toBeAddressedTo("eve@example.com", "zoe@example.com")).toThrow(/^Expected /);
    expect([subject]).not.toEqual([expect.not.toBeAddressedTo("eve@example.com", "zoe@example.com")]);
    expect([subject]).toEqual([expect.not.toBeAddressedTo("eve@example.com", "ada@example.com")]);
  });
});

describe("a message matcher", () => {
  test("takes an empty text for the empty body of a message without HTML", () => {
    expect(new EmailMessage({ subject: "Hello" })).toHaveTextBody("");
    expect(new EmailMultiAlternatives({ html: "<p>x</p>" })).not.toHaveTextBody("");
  });

  test.each(["name,total\nZoë,13\n", new TextEncoder().encode("name,total\nZoë,13\n")])(
    "shows where the text of an attachment differs, as text: %o",
    (content) => {
      const message = new EmailMessage();
      message.attach("report.csv", "name,total\nZoë,12\n", "text/csv");
      const failure = failureOf(() => expect(message).toHaveAttachment({ filename: "report.csv", content }));
      expect(withoutIndentation(failure)).toContain(
        'of \'report.csv\' the content differs:\nin line 2:\nexpected  "Zoë,13"\nsent      "Zoë,12"\n^',
      );
    },
  );
  test("fails with the message and where it differs", () => {
    const message = new EmailMessage("Hello", "Line 1\n\u001b[31mLine 3", "from@example.com", ["zoe@example.com"]);
    expect(failureOf(() => expect(message).toHaveSubject("Help"))).toBe(`Expected a message with
  subject  "Help"

The message differs:

  From: from@example.com
  To: zoe@example.com
  Subject: Hello
  ✗ subject
      expected  "Help"
      sent      "Hello"
                    ^
  text/plain:
    Line 1
    ␛[31mLine 3`);
  });

  test("shows where a long line differs", () => {
    const body = `${"x".repeat(5000)}1${"y".repeat(5000)}`;
    const failure = failureOf(() => expect(new EmailMessage({ body })).toHaveTextBody(body.replace("1", "2")));
    expect(failure).toMatch(/sent {6}…"x{40}1y{59}"…\n {58}\^/);
    expect(failure.length).toBeLessThan(1000);
  });

  test("shows the start of long texts", () => {
    const message = new EmailMultiAlternatives({ body: "line\n".repeat(1000), html: "<p>x</p>\n".repeat(5000) });
    const failure = failureOf(() => expect(message).toHaveSubject("x"));
    expect(failure).toContain("… and 988 more lines");
    expect(failure).toContain("… and 4994 more lines");
    expect(failure.split("\n").length).toBeLessThan(40);
  });

  test("says of an empty outbox that nothing was sent", () => {
    expect(failureOf(() => expect(outbox).toHaveSubject("Hello"))).toBe(
      'Expected a message in the outbox with\n  subject  "Hello"\n\nNothing was sent.',
    );
    expect(outbox).not.toHaveSubject("Hello");
  });

  test("is an asymmetric value of toEqual and its like", async () => {
    await welcome().send();
    expect([...outbox]).toEqual([expect.toHaveSubject("Welcome, Zoë")]);
    expect({ mail: outbox[0] }).toEqual({ mail: expect.not.toHaveSubject("Hello") });
    expect([...outbox]).toContainEqual(expect.toHaveLink(/start/));
    expect([...outbox]).not.toContainEqual(expect.toBeAddressedTo("ada@example.com"));
  });
});

const wrongSubjects = [
  ["undefined", undefined, "given undefined. If that is an element of an outbox: nothing was sent there."],
  ["a text", "Hello", "given 'Hello'."],
  ["null", null, "given null."],
  ["a list of other things", [1], "given [ 1 ]."],
  ["an empty list that is no outbox", [], "given an empty array that is no outbox; give it the outbox itself"],
] as const;

describe("a message matcher is refused, also negated", () => {
  test.each(passing.flatMap(([what, assert]) => wrongSubjects.map((wrong) => [what, assert, ...wrong] as const)))(
    "%s, %o of %s",
    (_, assert, _what, received, advice) => {
      expect(() => assert(expect(received))).toThrow(TypeError);
      expect(failureOf(() => assert(expect(received).not as Assertion))).toContain(
        `() looks at an EmailMessage or at an outbox; expect() was ${advice}`,
      );
    },
  );

  test.each([
    ["bodyContains() takes a string; got number", (message: Assertion) => message.bodyContains(1 as never)],
    [
      "toBeAddressedTo() takes one address or more",
      (message: Assertion) => message.toBeAddressedTo(...([] as unknown as [string])),
    ],
    ["An address of toBeAddressedTo() must be a string", (message: Assertion) => message.toBeAddressedTo(1 as never)],
    ["got [ 'zoe@example.com' ]", (message: Assertion) => message.toBeAddressedTo(["zoe@example.com"] as never)],
    [
      "the attachment of toHaveAttachment() is one attachment; got [ 'octets.bin' ]",
      (message: Assertion) => message.toHaveAttachment(["octets.bin"] as never),
    ],
    ["zoe@", (message: Assertion) => message.toBeAddressedTo("zoe@")],
    [
      "subject of toHaveSubject() must be a string, a RegExp",
      (message: Assertion) => message.toHaveSubject(1 as never),
    ],
    ["got undefined", (message: Assertion) => message.toHaveSubject(undefined as never)],
    ['is a string such as "Reply-To"; got 1', (message: Assertion) => message.toHaveHeader(1 as never)],
    [
      "X-Tag of toHaveHeader() must be a string",
      (message: Assertion) => message.toHaveHeader("X-Tag", undefined as never),
    ],
    ["takes no option", (message: Assertion) => message.toHaveAttachment({ nmae: "x" } as never)],
    [
      "content of the attachment of toHaveAttachment() must",
      (message: Assertion) => message.toHaveAttachment({ content: 1 as never }),
    ],
    ["text of toHaveTextBody() must be", (message: Assertion) => message.toHaveTextBody(["x"] as never)],
    ["html of toHaveHtmlBody() must be", (message: Assertion) => message.toHaveHtmlBody(null as never)],
    [
      "The link of toHaveLink() must be",
      (message: Assertion) => message.toHaveLink(new URL("https://a.example") as never),
    ],
  ])("%s", (problem, assert) => {
    expect(failureOf(() => assert(expect(welcome())))).toContain(problem);
    expect(failureOf(() => assert(expect(welcome()).not as Assertion))).toContain(problem);
  });
});
