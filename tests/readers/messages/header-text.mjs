// What a header must never hold; Posthorn refuses it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/g;
// Embeddings and overrides, which a file name must not hold
const TURNED = /[\u202a-\u202e\u2066-\u2069]/g;

const SCRIPTS = [
  "Grüße aus Köln",
  "Ελληνικά",
  "Привет, мир",
  "日本語の件名",
  "您好，世界",
  "안녕하세요",
  "مرحبا بالعالم",
  "שלום עולם",
  "สวัสดีชาวโลก",
  "नमस्ते दुनिया",
  "e\u0301a\u0308o\u0302",
  "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
  "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
  "\u200f\u202bRTL\u202c",
];
const ODD = [
  "\u00a0",
  "\u00ad",
  "\u200b",
  "\u2060",
  "\ufeff",
  "\ufffd",
  "\uffff",
  "\u{10ffff}",
  "\u0080",
  "\u009f",
  "\u3000",
];
const LOOK_ALIKES = [
  "=?utf-8?q?x?=",
  "=?utf-8?B?w6k=?=",
  "=?us-ascii?Q?=41?=",
  "=?",
  "?=",
  "=?=",
  "=?x?q?",
  "=3D",
  "=41",
  "utf-8''a%20b",
  "%41",
  "%",
];
const SYNTAX = [
  '"',
  "\\",
  '\\"',
  "\\\\",
  ",",
  ";",
  ":",
  "<",
  ">",
  "<x@y.example>",
  "(c)",
  "(",
  ")",
  "[tag]",
  "@",
  ".",
  "'",
  "=",
  "*",
  "/",
  "_",
  "&amp;",
  "#1",
  "$",
];
const WORDS = [
  "Your",
  "order",
  "has",
  "shipped",
  "Invoice",
  "42",
  "Re:",
  "Fwd:",
  "a",
  "I'm",
  "100",
  "x-y",
  "confirmation",
];
const BLANKS = [" ", "  ", "\t", " \t ", "   ", "     "];

/** Text as a header may hold it: words, scripts, blanks, what is long and what looks like syntax. */
export function headerText(random, longest = 8) {
  const pieces = random.list(random.between(0, longest), () => piece(random));
  const glue = random.weighted([
    [6, () => " "],
    [2, () => ""],
    [1, () => random.pick(BLANKS)],
  ]);
  let text = "";
  for (const item of pieces) text += (text === "" ? "" : glue()) + item;
  if (random.chance(0.05)) text = random.pick(BLANKS) + text;
  if (random.chance(0.05)) text += random.pick(BLANKS);
  return text.replace(CONTROL, "").toWellFormed();
}

/** ASCII text of words, which stands in a header as it is. */
export function plainText(random) {
  return random.list(random.between(1, 24), () => random.pick(WORDS)).join(" ");
}

function piece(random) {
  return random.weighted([
    [10, () => random.pick(WORDS)],
    [6, () => random.pick(SCRIPTS)],
    [3, () => random.pick(SYNTAX)],
    [2, () => random.pick(LOOK_ALIKES)],
    [1, () => random.pick(ODD)],
    [1, () => random.pick(BLANKS)],
    [1, () => long(random)],
    [1, () => anyCharacters(random)],
  ])();
}

/** What cannot be broken, around the limits of 75, 76, 78, 900 and 998. */
function long(random) {
  const length = random.weighted([
    [6, () => random.between(50, 82)],
    [2, () => random.between(140, 160)],
    [1, () => random.between(895, 905)],
    [1, () => random.between(990, 1100)],
  ])();
  return random.pick(["a", "é", "日", "😀", "=", "?", "_", '"', "x\u0301"]).repeat(length);
}

function anyCharacters(random) {
  const points = random.list(random.between(1, 8), () =>
    random.weighted([
      [3, () => random.between(0x20, 0x7e)],
      [2, () => random.between(0xa0, 0x24f)],
      [2, () => random.between(0x370, 0x1fff)],
      [1, () => random.between(0x3000, 0xd7ff)],
      [1, () => random.between(0x10000, 0x1ffff)],
    ])(),
  );
  return String.fromCodePoint(...points);
}

const STEMS = [
  "report",
  "Rechnung",
  "a b",
  "o'neil",
  "50%",
  "a=b",
  "a;b",
  'say "hi"',
  "back\\slash",
  "(1)",
  "x*0",
  "\u00a0",
  "日本語",
  "приложение",
  "emoji😀",
  "résumé",
  "..",
  "a/b",
  "C:\\x",
];
const ENDINGS = [".txt", ".pdf", ".bin", ".tar.gz", ".JPG", "", ".ö", ".eml", ".x-very-long-ending", "."];

/** A name of a file: short, odd or long, in any script. */
export function fileName(random) {
  const name = random.weighted([
    [5, () => random.pick(STEMS) + random.pick(ENDINGS)],
    [2, () => headerText(random, 4).replace(TURNED, "")],
    [1, () => random.pick(STEMS).repeat(random.between(5, 40)) + random.pick(ENDINGS)],
    // A parameter fits on a line until about there.
    [1, () => random.word(random.between(40, 80)) + random.pick(ENDINGS)],
  ])();
  return name.trim() === "" ? "unnamed" : name;
}
