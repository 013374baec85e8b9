/** What may be a one-time code. */
export interface CodeCandidate {
  /** Without blanks. */
  readonly code: string;
  /** The line that it stands in, without URLs. */
  readonly line: string;
  /** What stands before it in the line. */
  readonly before: string;
  /** Whether the mail says that it is one. */
  readonly isCode: boolean;
}

// 482 913, 4829 1375; A7K-Q2P; G-482913; 482913; A7KQ2P
const SHAPES = [
  "\\d{3}[ -]\\d{3}",
  "\\d{4} \\d{4}",
  "[A-Z\\d]{3,4}-[A-Z\\d]{3,4}",
  "[A-Z]{1,3}-\\d{4,8}",
  "\\d{4,8}",
  "(?=[A-Z]*\\d)(?=\\d*[A-Z])[A-Z\\d]{4,10}",
];
// Of scripts that put blanks between words
const LETTER = "(?![\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}])\\p{L}";
// Neither a part of a word, of a number, of a price, of a date, or of a telephone number
const BEFORE = `(?<!${LETTER}|[\\p{N}\\p{Sc}_#+/@%-]|\\p{N}[.,:]|[\\p{N}\\p{Sc})][ \\u00a0])`;
const BEHIND = `(?!${LETTER}|[\\p{N}\\p{Sc}_%@]|[.,:/-](?:${LETTER}|\\p{N})|[ \\u00a0][\\p{N}\\p{Sc}])`;
const CANDIDATE = new RegExp(`${BEFORE}(?:${SHAPES.join("|")})${BEHIND}`, "gu");

const NO_WORDS = /https?:\/\/\S*|www\.\S*|(?<![^\s<>()@])[^\s<>()@]+@[^\s<>()@]+/gi;
/** What is called a code, and none to log in with. */
const OTHER_CODES =
  /(?:promo(?:tion(?:al)?)?|discount|coupon|voucher|gift|zip|postal|post|country|area|error|status|product|order|booking|tracking|referral|invite|source|bar|qr)[ -]?codes?/gi;
const CODE =
  /code|passcode|(?<!\p{L})(?:pin|otp|tan|kode|kod|koodi)(?!\p{L})|one[ -]?time|(?:temporary|single[ -]use) password|einmal(?:passwort|kennwort)|c[oó]digo|codice|kód|код|κωδικ|验证码|驗證碼|コード|인증|코드|رمز|קוד/iu;
/** What stands before a number that looks like a year and is none. */
const NAMED = /(?:code|pin|tan|otp|kod|kode|código|codice)\s*(?:is|ist|lautet|est|es|è)?\s*:?\s*$/iu;
/** Who is told to enter a number somewhere is told a code: "Use 482913 to sign in", "Enter 482913 at https://…". */
const TOLD = /(?:^|[^\p{L}])(?:use|enter|type|type in|key in|provide|submit)[ :]*$/iu;
const WHAT_FOR =
  /^[ ,]*(?:(?:to|for|and) (?:sign|log|verif|confirm|authenticat|complete|continue|finish|access|unlock|activat|reset)|(?:at|on|in|into|as|here|within|when)(?!\p{L})|[.!]?$)/iu;
/** How much of a line is looked at beside a candidate. */
const NEAR = 60;
const YEAR = /^(?:19|20)\d\d$/;
const OTHER_NUMBER =
  /(?<!\p{L})(?:order|invoice|ticket|case|account|customer|reference|ref|no|nr|phone|tel|call|fax|usd|eur|gbp|chf|jpy|ending in|bestellung|rechnung|kunde)(?:\s*(?:number|no|nr|id))?[.:#]*\s*$/iu;
const UNIT =
  /^\s*(?:usd|eur|gbp|chf|jpy|euros?|dollars?|kr|minutes?|hours?|days?|seconds?|minuten|stunden|tage)(?!\p{L})/iu;

/** Everything in a mail that looks like a one-time code, and whether the mail says that it is one. */
export function codeCandidates(subject: string, text: string): readonly CodeCandidate[] {
  const subjects = readLines(subject);
  const lines = [...subjects, ...readLines(text)];
  const hasWord = lines.map((line) => CODE.test(line));
  const isAnyCode = hasWord.includes(true);
  return lines.flatMap((line, index) =>
    Array.from(line.matchAll(CANDIDATE), (match): CodeCandidate => {
      const [found] = match;
      const end = match.index + found.length;
      const before = line.slice(Math.max(0, match.index - NEAR), match.index);
      const behind = line.slice(end, end + NEAR);
      const isAlone = line.length < NEAR && /^[\s"'*`>|]*$/.test(before) && /^[\s"'*`.|]*$/.test(behind);
      const previous = lines[index - 1] ?? "";
      const isYear = YEAR.test(found);
      const isOther = OTHER_NUMBER.test(before) || UNIT.test(behind) || (isYear && !NAMED.test(before));
      const isAnother = OTHER_NUMBER.test(previous) || (isYear && !NAMED.test(previous));
      const isTold = TOLD.test(before) && WHAT_FOR.test(behind);
      const isSubject = index < subjects.length && !isYear;
      const isCode = isAlone ? isSubject || (isAnyCode && !isAnother) : (hasWord[index] === true || isTold) && !isOther;
      return { code: found.replace(/\s/g, ""), line: line.replaceAll("\t", "…"), before, isCode };
    }),
  );
}

function readLines(text: string): string[] {
  return (
    text
      // Blanks that no reader shows
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
      .split(/[\r\n]+/)
      .map((line) => line.replace(NO_WORDS, "\t").replace(OTHER_CODES, "…").trim())
      .filter((line) => line !== "")
  );
}
