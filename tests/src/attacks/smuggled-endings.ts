import { EmailMessage } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { type Attack, refused, sent } from "./attack.ts";
import type { Given } from "./given.ts";

/** What one server or another takes for the end of a message (RFC 5321, 4.1.1.4), and what is near it. */
const ENDINGS: Readonly<Record<string, string>> = {
  "CRLF.CRLF": "\r\n.\r\n",
  "LF.LF": "\n.\n",
  "CR.CR": "\r.\r",
  "LF.CRLF": "\n.\r\n",
  "CR.CRLF": "\r.\r\n",
  "CRLF.LF": "\r\n.\n",
  "CRLF.CR": "\r\n.\r",
  "LF.CR": "\n.\r",
  "CR.LF": "\r.\n",
  "LF CR.LF CR": "\n\r.\n\r",
  "CR CRLF.CR CRLF": "\r\r\n.\r\r\n",
  "CRLF..CRLF": "\r\n..\r\n",
  "CRLF NUL.CRLF": "\r\n\0.\r\n",
  "CRLF.NUL CRLF": "\r\n.\0\r\n",
  "CRLF blank.CRLF": "\r\n .\r\n",
  "CRLF.blank CRLF": "\r\n. \r\n",
  "CRLF=2E CRLF": "\r\n=2E\r\n",
  "VT.VT": "\v.\v",
  "FF.FF": "\f.\f",
  "NEL.NEL": "\x85.\x85",
  "LS.LS": "\u2028.\u2028",
  "PS.PS": "\u2029.\u2029",
  // What becomes CR and LF where characters are cut to octets
  "U+560D U+560A.U+560D U+560A": "\u560d\u560a.\u560d\u560a",
};

const SECOND = "MAIL FROM:<x@evil.test>\r\nRCPT TO:<victim@evil.test>\r\nDATA\r\nSubject: smuggled\r\n\r\nhi\r\n";

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = HeaderField.parameterized("Content-Disposition", "attachment", [["filename", "a.txt"]]);
const textPart = (text: string): MimePart =>
  new MimePart({ contentType: "text/plain", content: text, headers: [file] });

/** Where an ending can stand. */
const PLACES: Readonly<Record<string, (text: string) => Given>> = {
  body: (text) => ({ body: `hello${text}` }),
  "body of non-ASCII text": (text) => ({ body: `héllo${text}` }),
  "body of long lines": (text) => ({ body: `${"x".repeat(1200)}${text}` }),
  "beginning of the body": (text) => ({ body: text }),
  "HTML body": (text) => ({ body: `<p>hello${text}`, contentSubtype: "html" }),
  "HTML version": (text) => ({ html: `<p>hello${text}` }),
  "text file": (text) => ({ attachments: [["a.txt", `x${text}`, "text/plain"]] }),
  "octets of a text file": (text) => ({ attachments: [["a.csv", octets(`x${text}`), "text/csv"]] }),
  file: (text) => ({ attachments: [["a.bin", octets(`x${text}`), "application/octet-stream"]] }),
  "text of a file that is no text": (text) => ({ attachments: [["a.json", `x${text}`, "application/json"]] }),
  Blob: (text) => ({ attachments: [["a.bin", new Blob([`x${text}`]), "application/octet-stream"]] }),
  "body of a draft that is attached": (text) => ({
    attachments: [["m.eml", new EmailMessage({ subject: "inner", body: `hello${text}` }), "message/rfc822"]],
  }),
  "part made by hand": (text) => ({ attachments: [textPart(`hello${text}`)] }),
  "quoted-printable octets of a part made by hand": (text) => ({
    attachments: [
      new MimePart({
        contentType: "application/octet-stream",
        content: octets(text),
        headers: [file],
        transferEncoding: "quoted-printable",
      }),
    ],
  }),
  "message made by hand": (text) => ({
    attachments: [new MimePart({ contentType: "message/rfc822", content: [textPart(`hello${text}`)] })],
  }),
};

const nested = (text: string): string => `Subject: inner\n\nhello${text}`;

/** Where a message stands as it is, since it is never encoded (RFC 2046, 5.2.1): what 8bit cannot carry is refused. */
const AS_IT_IS: Readonly<Record<string, (text: string) => Given>> = {
  "text of a message": (text) => ({ attachments: [["m.eml", nested(text), "message/rfc822"]] }),
  "octets of a message": (text) => ({ attachments: [["m.eml", octets(nested(text)), "message/rfc822"]] }),
  "octets of an 8bit message": (text) => ({ attachments: [["m.eml", octets(nested(`é${text}`)), "message/rfc822"]] }),
  "message of a part made by hand": (text) => ({
    attachments: [new MimePart({ contentType: "message/rfc822", content: nested(text) })],
  }),
};

/** Where the boundary of a socket's write may fall, around each of which a dot opens a line. */
const PIECES = [57 * 1024, 65_536, 2 * 65_536, 78 * 1024];

/** Messages in which a second one is hidden behind an end of data. */
export function smuggledEndings(): readonly Attack[] {
  const endings = Object.entries(ENDINGS).flatMap(([ending, sequence]) => {
    const text = `${sequence}${SECOND}`;
    return [
      ...Object.entries(PLACES).map(([place, given]) => sent(`${ending} in the ${place}`, () => given(text))),
      ...Object.entries(AS_IT_IS).map(([place, given]) =>
        sequence.includes("\0")
          ? refused(`${ending} in the ${place}`, () => given(text), "UnsupportedFeatureError")
          : sent(`${ending} in the ${place}`, () => given(text)),
      ),
    ];
  });
  const pieces = PIECES.flatMap((piece) =>
    // The header of the message stands before the body, and is some 300 octets long.
    [-310, -300, -290, -3, -2, -1, 0, 1].map((shift) => {
      const length = piece + shift;
      const body = `${"x".repeat(997)}\n`.repeat(Math.ceil(length / 998)).slice(0, length - 3);
      return sent(`dots around octet ${length} of the body`, { body: `${body}${"\n.".repeat(300)}\n.\n${SECOND}` });
    }),
  );
  return [...endings, ...pieces];
}
