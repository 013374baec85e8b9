import { EmailMessage } from "@posthorn/core";
import { draft } from "./draft.mjs";

const HTML = '<!doctype html><html lang="de"><body><p style="color:#036">Grüße = &amp; <b>Küsse</b></p></body></html>';
const CALENDAR = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "METHOD:REQUEST",
  "BEGIN:VEVENT",
  "UID:1@example.com",
  "SUMMARY:Kaffee ☕",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");

function withAlternatives(body, ...alternatives) {
  const message = draft({ body });
  for (const [content, mimetype] of alternatives) message.attachAlternative(content, mimetype);
  return message;
}

export const bodies = {
  "plain ASCII text": () => new EmailMessage("Hello", "One line\nanother\n", "from@example.com", ["to@example.com"]),
  "no body": () => draft({ body: "" }),
  "no body and HTML": () => withAlternatives("", [HTML, "text/html"]),
  "text and HTML": () => withAlternatives("Grüße", [HTML, "text/html"]),
  "text, AMP and HTML": () =>
    withAlternatives("Text", ["<!doctype html><html ⚡4email></html>", "text/x-amp-html"], [HTML, "text/html"]),
  "text and an invitation": () =>
    withAlternatives("Kaffee?", [HTML, "text/html"], [CALENDAR, "text/calendar; method=REQUEST"]),
  "HTML as the body": () => draft({ body: HTML, contentSubtype: "html" }),
  "markdown as the body": () => draft({ body: "# Überschrift\n\n- eins\n- zwei\n", contentSubtype: "markdown" }),
  "a few words with accents": () => draft({ body: "Chère maman, où es-tu ? Ça va très bien à l’hôtel.\n".repeat(8) }),
  "Chinese, Japanese, Korean": () =>
    draft({ body: "你好，世界。\n日本語の本文、ｶﾀｶﾅ、か\u3099。\n안녕하세요 세계. \u1112\u1161\u11ab\n𠮷野家で𩸽\n" }),
  "emoji of many code points": () => draft({ body: "👩🏽‍💻 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪 1️⃣ ❤️ 🫨 \u{10ffff}\n" }),
  "right-to-left": () => draft({ body: "שלום עולם, 123.\nمرحبا بالعالم ١٢٣\n\u202bDiv\u202c \u2067x\u2069 \u200f\n" }),
  "scripts of Asia": () => draft({ body: "नमस्ते क्\u200dष क्\u200cष\nสวัสดีชาวโลก\nவணக்கம்\nမင်္ဂလာပါ\nགཡག་\n" }),
  "every kind of line break": () =>
    draft({ body: "LF\nCRLF\r\nCR\rNEL\u0085LS\u2028PS\u2029VT\u000bFF\u000c\n\r\r\n\n" }),
  "blanks at the ends of lines": () => draft({ body: "soft \nhard\t\né \n \n\t\n  é\t \nend " }),
  "dots, From and equals signs at the start": () =>
    draft({ body: ".\n..\nFrom me\n>From you\n=\n=3D\n--\n-- \n--=_id-1\né" }),
  "lines of 998 octets": () => draft({ body: `${"x".repeat(998)}\n${"y".repeat(998)}` }),
  "a line of 999 octets": () => draft({ body: `short\n${"x".repeat(999)}\n` }),
  "a line of 998 octets that is not ASCII": () => draft({ body: `${"x".repeat(996)}é` }),
  "lines about the soft break": () =>
    draft({ body: Array.from({ length: 12 }, (_, more) => `${"x".repeat(68 + more)}é${"=".repeat(more)}`).join("\n") }),
  "just short enough for quoted-printable": () => draft({ body: `${"a".repeat(60)}${"é".repeat(9)}` }),
  "just too long for quoted-printable": () => draft({ body: `${"a".repeat(60)}${"é".repeat(26)}` }),
  "every share of octets beyond ASCII": () =>
    withAlternatives(
      "1",
      ...Array.from({ length: 24 }, (_, count) => [`${"é".repeat(count)}${"a".repeat(24 - count)}`, "text/x-share"]),
    ),
  "NUL and other controls": () => draft({ body: "a\u0000b\u0001c\u001bd\u007fe\u0080f" }),
  "a byte order mark": () => draft({ body: "\ufeffText\ufeff" }),
  "300 KB of text": () =>
    draft({ body: "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\n".repeat(4_400) }),
};
