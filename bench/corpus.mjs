import { randomNumbers } from "./random.mjs";

const SEED = 20_240_229;
const LATIN =
  `order invoice shipped tomorrow account please confirm address weekly report thanks your team delivery number
  payment received question reply support a the of to and in is it you that was for on are with as be at one have this
  from by hot but some what there we can out other were all when up use word how said an each she which do their time
  https://example.com/orders?id=1042&ref=mail 12.50 Monday 2024`.split(/\s+/);
const JAPANESE = ["ご注文", "ありがとう", "ございます", "。", "発送", "予定日", "明日", "、", "お問い合わせ", "番号"];
const CHINESE = ["您的订单", "已经发货", "，", "请确认", "收货地址", "。", "感谢", "购买", "发票", "客服"];
const KOREAN = [
  "주문이",
  "접수되었습니다",
  ".",
  "배송",
  "예정일은",
  "내일입니다",
  "감사합니다",
  "문의",
  "번호는",
  "고객님",
];
const NAMES = ["Ada Lovelace", "Bob", "Zoë Müller", "O'Brien, Pat", "山田太郎", "Ñandú Pérez"];
const TAGS = ["p", "td", "li", "h2", "span"];

/**
 * Mails of four classes, no two alike, and the same ones in every run:
 * `{ subject, from, to, text, html, attachment: { filename, content, type } }`.
 */
export function corpus() {
  const random = randomNumbers(SEED);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const between = (low, high) => low + Math.floor(random() * (high - low));

  /** Lines of words, until there are that many octets. */
  const prose = (octets, words, gap) => {
    const lines = [];
    for (let size = 0; size < octets; ) {
      let line = "";
      for (let left = between(3, 14); left > 0; left -= 1) line += (line === "" ? "" : gap) + pick(words);
      lines.push(line);
      size += Buffer.byteLength(line) + 1;
      if (random() < 0.15) lines.push("");
    }
    return `${lines.join("\n")}\n`;
  };
  const markup = (octets, words, gap) => {
    let html = '<!doctype html>\n<html><head><meta charset="utf-8"><title>Mail</title></head>\n<body>\n';
    while (Buffer.byteLength(html) < octets) {
      const tag = pick(TAGS);
      const style = `color:#${between(0x100000, 0xffffff).toString(16)};padding:${between(0, 24)}px`;
      html += `<${tag} style="${style}">${prose(between(40, 240), words, gap).trim()}</${tag}>\n`;
    }
    return `${html}</body></html>\n`;
  };
  const bytes = (count) => {
    const content = Buffer.allocUnsafe(count);
    for (let at = 0; at < count; at += 1) content[at] = random() * 256;
    return content;
  };
  const mail = (subject, text, rest) => ({
    subject,
    from: `"${pick(LATIN.slice(0, 8))} desk" <desk${between(1, 999)}@example.com>`,
    to: Array.from(
      { length: between(1, 3) },
      (_, index) => `${quoted(pick(NAMES))} <to${index}.${between(1, 99_999)}@example.org>`,
    ),
    text,
    ...rest,
  });
  const latinSubject = () =>
    prose(20, LATIN.slice(0, 30), " ").trim().split("\n")[0] + (random() < 0.25 ? " – déjà vu" : "");
  const many = (count, make) => Array.from({ length: count }, make);

  return {
    "1 KB text": many(64, () => mail(latinSubject(), prose(between(900, 1100), LATIN, " "))),
    "20 KB text + HTML": many(32, () =>
      mail(latinSubject(), prose(between(4500, 5500), LATIN, " "), {
        html: markup(between(14_000, 16_000), LATIN, " "),
      }),
    ),
    "CJK text + HTML": many(32, (_, index) => {
      const [words, gap] = [
        [JAPANESE, ""],
        [CHINESE, ""],
        [KOREAN, " "],
      ][index % 3];
      const subject = prose(30, words, gap).trim().split("\n")[0];
      return mail(subject, prose(between(2500, 3500), words, gap), { html: markup(between(6000, 8000), words, gap) });
    }),
    "+ 1 MB attachment": many(4, (_, index) =>
      mail(latinSubject(), prose(between(900, 1100), LATIN, " "), {
        attachment: { filename: `report ${index}.pdf`, content: bytes(2 ** 20 - index), type: "application/pdf" },
      }),
    ),
  };
}

function quoted(name) {
  return /^[\w ]+$/.test(name) ? name : `"${name}"`;
}
