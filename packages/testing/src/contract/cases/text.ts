import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectThat } from "../verdict.ts";

const LINES = [
  ".",
  "..",
  ".a line that begins with a dot",
  "– a dash",
  "",
  `a line beyond what SMTP carries: ${"x".repeat(2000)} ${"ö".repeat(1200)}`,
  "From the beginning of a line",
  "trailing blanks   ",
  "   leading blanks",
  "--",
  "--=_no-boundary",
  "=41 is no A",
  "QUIT",
  ".",
];

const HTML = ["<p>Your table is <b>booked</b> – 17 €.</p>", "<pre>", "  19:30", "  two guests", "</pre>"];

/** The text as a reader shows it, whatever line breaks it knows. */
const lines = (text: string | null): readonly string[] =>
  (text ?? "").replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");

/** Text, HTML and subjects. */
export const textCases: readonly RunnableCase[] = [
  {
    id: "plain-text",
    title: "carries a plain text message, with its subject and its sender",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("Your table"), (mail) => {
        expectSame("The subject", mail.subject, "Your table");
        expectSame("The sender", mail.from, [{ name: "Bistro", address: "bistro@example.com" }]);
        expectSame("The lines of the text", lines(mail.text), ["Your table is booked."]);
        expectThat(mail.html === null || mail.html === "", `A plain text message has no HTML; got ${mail.html}`);
      }),
  },
  {
    id: "html",
    title: "carries HTML beside the text",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("HTML", { html: HTML.join("\n") }), (mail) => {
        expectSame("The lines of the text", lines(mail.text), ["Your table is booked."]);
        expectSame("The lines of the HTML", lines(mail.html), HTML);
      }),
  },
  {
    id: "html-alone",
    title: "carries HTML without a text beside it",
    looks: true,
    run: async ({ carry }) => {
      const draft = letter("HTML alone", { body: "<p>Your table is <b>booked</b>.</p>", contentSubtype: "html" });
      await carry(draft, (mail) =>
        expectSame("The lines of the HTML", lines(mail.html), ["<p>Your table is <b>booked</b>.</p>"]),
      );
    },
  },
  {
    id: "empty",
    title: "carries a message with neither subject nor text",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("", { body: "" }), (mail) => {
        expectSame("The subject", mail.subject, "");
        expectSame("The text", (mail.text ?? "").trim(), "");
      }),
  },
  {
    id: "subject",
    title: "carries a long subject with emoji and letters of any script",
    looks: true,
    run: async ({ carry }) => {
      const subject = `${"🎉👩‍👩‍👧‍👦".repeat(40)} Zoë, 日本語, عربي, =?utf-8?q?no_word?= ${"very ".repeat(60)}long`;
      await carry(letter(subject), (mail) => expectSame("The subject", mail.subject, subject));
    },
  },
  {
    id: "lines",
    title: "carries lines of any length and beginning, whatever ends them",
    looks: true,
    run: async ({ carry }) => {
      const ends = ["\n", "\r\n", "\r"];
      const body = LINES.map((line, at) => `${line}${ends[at % ends.length]}`).join("");
      await carry(letter("Lines", { body }), (mail) => expectSame("The lines of the text", lines(mail.text), LINES));
    },
  },
  {
    id: "long-text",
    title: "carries a text of many lines, whole",
    looks: true,
    run: async ({ carry }) => {
      const written = Array.from({ length: 5000 }, (_, at) => `line ${at} of a long text, for Zoë`);
      await carry(letter("Long", { body: written.join("\n") }), (mail) =>
        expectSame("The lines of the text", lines(mail.text), written),
      );
    },
  },
];
