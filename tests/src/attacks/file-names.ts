import { expect } from "vitest";
import { type Attack, refused, sent } from "./attack.ts";
import { bodiesOf, leaves } from "./wire-part.ts";

/** What a reader must get as one name, the same as it was given. */
const NAMES: readonly string[] = [
  "../../etc/passwd",
  "..\\..\\win.ini",
  "/etc/passwd",
  "C:\\x.exe",
  "a/b.txt",
  "..",
  ".htaccess",
  "CON",
  "nul.txt",
  "a.txt.",
  "a'b.txt",
  "utf-8''a.txt",
  "utf-8'en'a.txt",
  "a%0d%0aX.txt",
  "a%00.txt",
  'a".txt',
  'a\\".txt',
  "a\\",
  '"',
  '""',
  '"; filename="evil.exe',
  "a.txt; filename=evil.exe",
  "a.txt; filename*=utf-8''evil.exe",
  "a.txt, b.txt",
  "a;b=c.txt",
  "a=b.txt",
  "(a).txt",
  "<a>.txt",
  "a?.txt",
  "a*.txt",
  "a\tb.txt",
  "=?utf-8?Q?a=0D=0AX:y.exe?=",
  "=?utf-8?b?ZXZpbC5leGU=?=",
  "filename",
  "-rf",
  "$(id).txt",
  "`id`.txt",
  "é.txt",
  'é"; filename="evil.exe',
  "a\u200b.exe",
  "a\u560d\u560a.txt",
  "a\u010d\u010a.txt",
  "\u{1f600}.png",
  "\uff02; filename=\uff02evil.exe",
  "a\uff0f..\uff0fb.txt",
  `${"a".repeat(300)}.txt`,
  `${"é".repeat(300)}.txt`,
  `${'\\"'.repeat(300)}.txt`,
  `${"a b".repeat(300)}.txt`,
];

/** Nothing, where a reader would show nothing. */
const BLANK = [" ", "   ", "\t", "\u00a0", "\u3000", "\u2003\u2003", "\ufeff"];

/** What turns the text around it, so that `\u202egpj.exe` ends in `.jpg`. */
const TURNED = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"];

/** Names that look like one kind of file, and become another where letters are replaced by their like in ASCII. */
const OTHER_ENDINGS = [
  "invoice.exé",
  "a．ｅｘｅ",
  "a.ｅｘｅ",
  "a․exe",
  "a.ｊｓ",
  "a.е\u0301хе",
  "a.ⓔⓧⓔ",
  "a.𝐞𝐱𝐞",
  "a.ex\u00e9\u0301",
];

/** Names of files, which a reader must get as they are, or which are refused. */
export function fileNames(): readonly Attack[] {
  const named = (name: string): object => ({ attachments: [[name, "x", "text/plain"]] });
  const label = (name: string): string =>
    JSON.stringify(name.length > 80 ? `${name.slice(0, 20)}… (${name.length})` : name);
  return [
    ...NAMES.map((name) =>
      sent(`a file named ${label(name)}`, named(name) as never, {
        reads({ wire }) {
          const [, file] = leaves(wire);
          const [disposition = ""] = file ? bodiesOf(file, "Content-Disposition") : [];
          // Quoted strings aside, the one parameter is filename, whole or in pieces (RFC 2231, 3 and 4).
          const parameters = disposition
            .replace(/"(?:[^"\\]|\\.)*"/g, "")
            .split(";")
            .slice(1);
          const names = new Set(parameters.map((parameter) => parameter.trim().replace(/(?:\*\d+)?\*?=.*$/, "")));
          expect([...names]).toEqual(["filename"]);
          // RFC 2045, 5.1: what is no token is quoted.
          expect(disposition.replace(/"(?:[^"\\]|\\.)*"/g, "")).toMatch(/^[\w!#$%&'*+.^`{|}~;= -]+$/);
        },
      }),
    ),
    ...BLANK.map((name) =>
      refused(`a file named ${JSON.stringify(name)}`, named(name) as never, "InvalidMessageError"),
    ),
    ...TURNED.map((mark) =>
      refused(
        `a file named ${JSON.stringify(`a${mark}gpj.exe`)}`,
        named(`a${mark}gpj.exe`) as never,
        "InvalidMessageError",
      ),
    ),
    ...OTHER_ENDINGS.map((name) =>
      sent(
        `a file named ${JSON.stringify(name)} is no program, whichever parameter a reader takes`,
        named(name) as never,
        {
          reads({ wire }) {
            const [, file] = leaves(wire);
            expect(file?.fields.join("\n")).not.toMatch(/\.(?:exe|js)\b/);
          },
        },
      ),
    ),
  ];
}
