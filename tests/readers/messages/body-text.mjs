import { alphabetOf } from "./charsets.mjs";

// What bodies trip over: line breaks, what looks like another part, a header, a dot, an escape, a line of an mbox.
const TRAPS = [
  "\n",
  "\n",
  "\r\n",
  "\r\n",
  "\r",
  "\n\n\n",
  "\n.\n",
  "\n..\n",
  ".",
  " \n",
  "\t\n",
  " \t \r\n",
  "=",
  "=3D",
  "=\n",
  "=\r\n",
  "=20\n",
  "\nFrom x@y.example Mon\n",
  "From ",
  ">From ",
  "\n--",
  "\n--=_",
  "\n--boundary--\n",
  "\n--=_00000000-0000-4000-8000-000000000000\n",
  "\nSubject: another\n",
  "\n\nContent-Type: text/html\n\n",
  "-- \n",
  "begin 644 file\n",
  "\f",
  "\v",
  "\x1b[1m",
  "\x7f",
  "\0",
  "\b",
  "&amp;",
  "<p>",
  "=?utf-8?q?x?=",
];
/** Around the limits of quoted-printable and base64, a header, and a line. */
const LENGTHS = [56, 57, 58, 73, 74, 75, 76, 77, 78, 79, 996, 997, 998, 999, 1000, 2000];

/** Text of a body in a character set: empty, plain, or full of what readers and servers trip over. */
export function bodyText(random, charset) {
  const alphabet = alphabetOf(charset);
  return random.weighted([
    [1, () => ""],
    [3, () => prose(random, alphabet)],
    [8, () => trapped(random, alphabet)],
    [1, () => random.list(random.between(1, 3), () => longLine(random, alphabet)).join("\n")],
  ])();
}

function prose(random, alphabet) {
  const isAscii = random.chance(0.3);
  const lines = random.list(random.between(1, 12), () => run(random, isAscii ? alphabet.slice(0, 63) : alphabet, 90));
  return lines.join("\n") + random.pick(["", "\n", "\n\n"]);
}

function trapped(random, alphabet) {
  const isAscii = random.chance(0.5);
  return random
    .list(random.between(1, 14), () =>
      random.chance(0.6) ? random.pick(TRAPS) : run(random, isAscii ? alphabet.slice(0, 63) : alphabet, 40),
    )
    .join("");
}

function run(random, alphabet, longest) {
  return random.list(random.between(1, longest), () => random.pick(alphabet)).join("");
}

function longLine(random, alphabet) {
  const character = random.chance(0.5) ? "a" : random.pick(alphabet);
  return character.repeat(random.pick(LENGTHS));
}
