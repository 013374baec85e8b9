import { MimePart } from "@posthorn/core/mime";
import { draft } from "./draft.mjs";

const SINGLE_BYTE = [
  ..."us-ascii iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8".split(" "),
  ..."iso-8859-9 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 windows-874 windows-1250 windows-1251".split(" "),
  ..."windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258".split(" "),
  ..."koi8-r koi8-u ibm866 macintosh x-mac-cyrillic".split(" "),
];

/** Code points, first and last, among which is every one that a set of the Encoding Standard or of an ICU has. */
const CANDIDATES = [
  ...[
    [0x80, 0x17e],
    [0x192, 0x192],
    [0x1a0, 0x1a1],
    [0x1af, 0x1b0],
    [0x2c6, 0x2c7],
    [0x2d8, 0x2dd],
    [0x300, 0x309],
  ],
  ...[
    [0x323, 0x323],
    [0x37a, 0x3ce],
    [0x401, 0x45f],
    [0x490, 0x491],
    [0x5b0, 0x5c3],
    [0x5d0, 0x5f4],
    [0x60c, 0x60c],
  ],
  ...[
    [0x61b, 0x652],
    [0x679, 0x698],
    [0x6a9, 0x6c1],
    [0x6d2, 0x6d2],
    [0xe01, 0xe5b],
    [0x1e02, 0x1e0b],
  ],
  ...[
    [0x1e1e, 0x1e1f],
    [0x1e40, 0x1e41],
    [0x1e56, 0x1e6b],
    [0x1e80, 0x1e85],
    [0x1ef2, 0x1ef3],
    [0x200c, 0x2044],
  ],
  ...[
    [0x20aa, 0x20af],
    [0x2116, 0x2122],
    [0x2202, 0x221e],
    [0x222b, 0x222b],
    [0x2248, 0x2248],
    [0x2260, 0x2265],
  ],
  ...[
    [0x2320, 0x2321],
    [0x2500, 0x253c],
    [0x2550, 0x256c],
    [0x2580, 0x2593],
    [0x25a0, 0x25a0],
    [0x25ca, 0x25ca],
  ],
  ...[
    [0xf8c1, 0xf8c8],
    [0xf8ff, 0xf8ff],
    [0xfb01, 0xfb02],
    [0xfffd, 0xfffd],
  ],
];

/** All characters that a set has, as far as core can write them, and the octets that they become. */
function everyCharacter(charset) {
  const contentType = `text/plain; charset=${charset}`;
  const canBeWritten = (character) => {
    try {
      return new MimePart({ contentType, content: character }).contentType === "text/plain";
    } catch (error) {
      if (error.code === "unsupported_encoding") return false;
      throw error;
    }
  };
  const characters = CANDIDATES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  ).filter(canBeWritten);
  return draft({ subject: charset, body: characters.join("\n"), encoding: charset });
}

export const charsets = {
  "the character set of the settings": (fixSettings) => {
    fixSettings({ defaultCharset: "ISO-8859-15" });
    return draft({ subject: "10 €", body: "10 € für Œuvres\n" });
  },
  "ASCII that is said to be utf-8": () => draft({ body: "ASCII\n", encoding: "UTF-8" }),
  ...Object.fromEntries(SINGLE_BYTE.map((charset) => [`every character of ${charset}`, () => everyCharacter(charset)])),
};
