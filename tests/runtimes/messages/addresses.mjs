import { HeaderField, MimePart } from "@posthorn/core/mime";
import { draft } from "./draft.mjs";

const letters = Array.from("abcdefghijklmnopqrstuvwxyz");

export const addresses = {
  "many recipients": () =>
    draft({
      to: letters.flatMap((a) => letters.map((b) => `${a.toUpperCase()}${b} <${a}${b}@example.com>`)),
      cc: letters.map((a) => `"${a}, Ö" <${a}@example.org>`),
      bcc: ["hidden@example.com"],
      replyTo: ["r1@example.com", "Zweite <r2@example.com>"],
    }),
  "names of every kind": () =>
    draft({
      fromEmail: "Ada Lovelace <ada@example.com>",
      to: [
        '"Doe, John" <john@example.com>',
        '"a \\"quoted\\" \\\\ name" <q@example.com>',
        "J. R. R. Tolkien <jrr@example.com>",
        "Zoë Ångström <zoe@example.com>",
        '"(comment) @ <>" <c@example.com>',
        "=?utf-8?q?no?= <n@example.com>",
        "山田太郎 <yamada@example.com>",
        "שלום <s@example.com>",
        `${"Très long nom ".repeat(12).trim()} <long@example.com>`,
        `"${"x".repeat(200)}" <x@example.com>`,
        '"" <empty@example.com>',
      ],
    }),
  "domains beyond ASCII": () =>
    draft({
      to: [
        "a@bücher.example",
        "a@BÜCHER.example",
        "a@straße.example",
        "a@éé.example",
        "a@例え.テスト",
        "a@пример.испытание",
        "a@παράδειγμα.ελ",
        "a@ΣΑΣ.gr",
        "a@مثال.إختبار",
        "a@דוגמה.טעסט",
        "a@उदाहरण.परीक्षा",
        "a@क्\u200dष.example",
        "a@ตัวอย่าง.ไทย",
        "a@실례.테스트",
        "a@☃.example",
        "a@i❤.ws",
        "a@🍕.example",
        "a@ａｂｃé.example",
        "a@e\u0301.example",
        "a@ﬁé.example",
        "a@l·l.example",
        "a@ü\u00adü.example",
        "a@xn--bcher-kva.example",
        "a@XN--Bcher-KVA.example",
        `a@${"é".repeat(55)}.example`,
      ],
    }),
  "domains that are not normalised": () =>
    draft({
      to: ["e\u0301", "é\u0323", "ê\u0323", "e\u0323\u0302", "é\u0327", "é\u032d", "か\u3099", "ㅎㅏㄴ", "ﬁé"].map(
        (label) => `a@${label}.example`,
      ),
    }),
  "domains in capitals": () =>
    draft({ to: ["STRAẞE", "ÉCOLE", "ӀЦӀ", "ႠႡ", "ΣΑΣ", "İÉ", "Ⅎé", "Ↄé", "Ꭰ"].map((label) => `a@${label}.example`) }),
  // V8 optimises what is called often: it must answer then as before.
  "a domain beyond ASCII, the five thousandth time": () => {
    let field;
    for (let times = 0; times < 5_000; times += 1) field = HeaderField.mailboxes("To", [`a${times}@café.example`]);
    return new MimePart({ contentType: "text/plain", content: "", headers: [field] });
  },
  "local parts that are quoted": () =>
    draft({ to: ['"a b"@example.com', '"a@b"@example.com', '"\\"\\\\"@example.com', '"<>"@example.com'] }),
  "local parts of every character": () =>
    draft({
      to: ["!#$%&'*+-/?=^_`{|}~@example.com", "a.b.c+tag@example.com", `${"l".repeat(64)}@example.com`, "root"],
    }),
  "local parts beyond ASCII": () =>
    draft({ fromEmail: "zoë@example.com", to: ["用户@例え.テスト", "пользователь@example.com"] }),
  "domains that are literals or look like numbers": () =>
    draft({ to: ["a@[192.0.2.1]", "a@[IPv6:2001:db8::1]", "a@1.2.3", "a@0x1.0x7f"] }),
  "other fields of mailboxes": () =>
    draft({
      headers: {
        Sender: "Büro <office@example.com>",
        "Resent-To": '"a, b" <ab@example.com>, c@example.com',
        "Disposition-Notification-To": "ada@bücher.example",
      },
    }),
};
