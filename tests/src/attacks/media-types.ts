import { type Attack, refused } from "./attack.ts";

/** What is no media type (RFC 2045, 5.1; RFC 6838, 4.2). */
const MALFORMED: readonly string[] = [
  "text",
  "text/",
  "/plain",
  "text/plain/x",
  "text plain",
  " text/plain",
  "text/pl ain",
  "text/plain;",
  "text/plain; x",
  "text/plain; =x",
  "text/plain; x=",
  'text/plain; x="',
  'text/plain; x="a" y="b"',
  'text/plain; x="a"b',
  "text/plain; x=a b",
  "text/plain; x=a, text/html",
  "text/plain, text/html",
  "text/plain\ttext/html; x",
  "text/pläin",
  "text/*",
  "*/*",
  "text/plain; x*=utf-8''a%0d%0aBcc",
  "text/plain; x*0=a; x*1=b",
  "text/plain; x=é",
  "text/plain (comment)",
  "text/plain; (comment) x=a",
  `text/${"x".repeat(128)}`,
  `text/plain; ${"x".repeat(100)}=a`,
  "=?utf-8?q?text/plain?=",
  "text/plain; x=a; x=b",
  "text/plain; charset=utf-8; charset=utf-7",
];

/** What would change the structure of the message around it. */
const MULTIPARTS: readonly string[] = [
  "multipart/mixed",
  "multipart/mixed; boundary=x",
  "MULTIPART/Alternative; boundary=x",
  "multipart/related; boundary=x",
  "multipart/signed; boundary=x",
  "multipart/x-unknown; boundary=x",
];

/** Sets in which ASCII does not mean ASCII, or that nobody writes: a reader would see other text than was checked. */
const CHARSETS: readonly string[] = [
  "utf-7",
  "utf-16",
  "utf-16le",
  "utf-32",
  "ibm037",
  "iso-2022-jp",
  "hz-gb-2312",
  '"x y"',
  "nonsense",
];

const IN_ASCII = "+ADw-script+AD4-alert(1)";

/** Media types of files and of versions. */
export function mediaTypes(): readonly Attack[] {
  return [
    ...MALFORMED.flatMap((type) => [
      refused(`${type} of a file`, { attachments: [["a", "x", type]] }, "InvalidMessageError"),
      refused(`${type} of a version`, { alternatives: [["x", type]] }, "InvalidMessageError"),
    ]),
    ...MULTIPARTS.flatMap((type) => [
      refused(`${type} of a file`, { attachments: [["a", "--x\r\n\r\nhi\r\n--x--", type]] }, "InvalidMessageError"),
      refused(`${type} of a version`, { alternatives: [["--x\r\n\r\nhi\r\n--x--", type]] }, "InvalidMessageError"),
    ]),
    ...["", "html; charset=utf-7", "html/x", "html x", "*", "plain;", "é", "plain, html"].map((contentSubtype) =>
      refused(`${JSON.stringify(contentSubtype)} as contentSubtype`, { contentSubtype }, "InvalidMessageError"),
    ),
    ...CHARSETS.flatMap((charset) => [
      refused(
        `the character set ${charset} of a text file in ASCII`,
        { attachments: [["a.txt", IN_ASCII, `text/plain; charset=${charset}`]] },
        "UnsupportedEncodingError",
      ),
      refused(
        `the character set ${charset} of a version in ASCII`,
        { alternatives: [[IN_ASCII, `text/html; charset=${charset}`]] },
        "UnsupportedEncodingError",
      ),
      refused(`the encoding ${charset}`, { body: IN_ASCII, encoding: charset }, "UnsupportedEncodingError"),
    ]),
  ];
}
