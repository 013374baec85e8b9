import { autoSubmitted, listUnsubscribe, replyHeaders } from "@posthorn/core";
import { draft } from "./draft.mjs";

/** A message with a subject each, in fields of their own. */
function subjects(...values) {
  return draft({ headers: Object.fromEntries(values.map((value, index) => [`X-Subject-${index}`, value])) });
}

export const headers = {
  "subjects with accents": () => draft({ subject: "Chère maman, les œufs sont arrivés à Zürich" }),
  "a long subject of Japanese": () => draft({ subject: "吾輩は猫である。名前はまだ無い。".repeat(20) }),
  "a subject of emoji": () => draft({ subject: "👩🏽‍💻👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(9) }),
  "a subject right to left": () => draft({ subject: "שלום (עולם) مرحبا ١٢٣ abc" }),
  "subjects that look encoded": () => subjects("=?utf-8?q?no?=", "a =?x", "?= b", "=?", "=?utf-8?b?4pi6?= ☺", "_ =5F"),
  "subjects with blanks": () =>
    subjects(" lead", "trail ", "many   blanks", "a\u00a0b", " é ", "é  é", "\u3000x\u3000", ""),
  "a long subject with words": () => draft({ subject: "word ".repeat(60).trim() }),
  "a long subject without a blank": () => draft({ subject: "x".repeat(980) }),
  "a subject longer than a line can be": () => draft({ subject: "x".repeat(5_000) }),
  "subjects about a line's end": () =>
    subjects(...Array.from({ length: 16 }, (_, more) => `${"x".repeat(50 + more)} ${"y".repeat(12)} end`)),
  "encoded-words about a line's end": () =>
    subjects(
      ...Array.from({ length: 16 }, (_, more) => `${"é".repeat(4 + more)}${"💌".repeat(more)} ${"x".repeat(more)}`),
    ),
  "extra headers that replace": () =>
    draft({
      headers: {
        date: "Fri, 01 Jan 2021 00:00:00 +0000",
        "MESSAGE-ID": "<own@example.com>",
        "X-Extra": "ümlaut",
        References: "<1@example.com> <2@example.com>",
        To: "undisclosed-recipients:;",
      },
    }),
  "list headers": () =>
    draft({
      headers: {
        ...listUnsubscribe({ url: new URL("https://example.com/ü?id=1&x=é"), mailto: "u@example.com", oneClick: true }),
        "List-Id": "Ankündigungen <news.example.com>",
        Precedence: "bulk",
      },
    }),
  "an answer by a program": () =>
    draft({
      headers: {
        ...replyHeaders({ messageId: "<3@example.com>", references: ["<1@example.com>", "<2@example.com>"] }),
        ...autoSubmitted("auto-replied"),
      },
    }),
  "a domain for the Message-ID, and local time": (fixSettings) => {
    fixSettings({ messageIdDomain: "mail.example.com", emailUseLocaltime: true });
    return draft();
  },
};
