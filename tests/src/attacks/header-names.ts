import { type Attack, refused, sent } from "./attack.ts";

/** What is no name of a field (RFC 5322, 2.2), or does not fit on a line. */
const MALFORMED: readonly string[] = [
  "",
  " ",
  ":",
  "X Extra",
  " X-Extra",
  "X-Extra ",
  "X-Extra\t",
  "X-Extra:",
  ":X-Extra",
  "X-Extra: v",
  "X-É",
  "X-\u00a0",
  "X-\u200b",
  "X-Extra\u2028Bcc",
  "Bсс",
  "Ｂcc",
  "X".repeat(77),
  "X".repeat(100_000),
];

/** What every recipient would see, what the body decides, and what has an option of its own. */
const RESERVED: readonly string[] = [
  "Bcc",
  "Resent-Bcc",
  "Subject",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Content-Disposition",
  "Content-ID",
  "Content-Anything",
];

const CASES: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => [...name].map((letter, index) => (index % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join(""),
];

/** What is a name, though it means something elsewhere. */
const LEGAL: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "X_Tag",
  "=?utf-8?q?X?=",
  "X".repeat(76),
  "0",
  "!",
];

/** Names of extra header fields. */
export function headerNames(): readonly Attack[] {
  const headers = (name: string, value = "v"): object => JSON.parse(JSON.stringify([[name, value]]), ofPairs);
  const label = (name: string): string =>
    JSON.stringify(name.length > 80 ? `${name.slice(0, 20)}… (${name.length})` : name);
  return [
    ...MALFORMED.map((name) => refused(`the header ${label(name)}`, { headers: headers(name) }, "BadHeaderError")),
    ...RESERVED.flatMap((name) =>
      CASES.map((spell) =>
        refused(
          `the header ${spell(name)}`,
          { headers: headers(spell(name), "victim@evil.test") },
          "InvalidMessageError",
        ),
      ),
    ),
    ...["From", "To", "Cc", "Reply-To", "Sender", "Date", "Message-ID", "In-Reply-To", "References"].map((name) =>
      refused(
        `the header ${name} in two spellings`,
        { headers: { [name]: "<a@example.com>", [name.toLowerCase()]: "<b@example.com>" } },
        "InvalidMessageError",
        "BadHeaderError",
      ),
    ),
    ...LEGAL.map((name) => sent(`the header ${label(name)}, which is legal`, { headers: headers(name) })),
  ];
}

/** An object of pairs whose names are its own, `__proto__` too. */
function ofPairs(_key: string, value: unknown): unknown {
  return Array.isArray(value) && Array.isArray(value[0]) ? Object.fromEntries(value) : value;
}
