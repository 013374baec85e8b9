const ASCII = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,!?-_/(){}[]<>@#$%^&*'\"|~`+;:\\";
const FIRST_BEYOND_ASCII = 0x80;
const FIRST_BEYOND_CONTROLS = 0xa0;
/** Octets 0x80 to 0x9f of windows-1252, which Node 20 reads as if they were of iso-8859-1. */
const WINDOWS_1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
/** What no vendor's table has, and Encoding Standard or Node have of their own accord. */
const OF_NO_TABLE = /[\u0080-\u009f\ue000-\uf8ff\ufffd]/;
/** What Node 20 has and the Encoding Standard has not, or otherwise. */
const DISPUTED = { "windows-1253": "\u00aa", "koi8-u": "╝╬ўЎ" };
const SINGLE_OCTETS = [
  "iso-8859-2",
  "iso-8859-3",
  "iso-8859-4",
  "iso-8859-5",
  "iso-8859-7",
  "iso-8859-10",
  "iso-8859-13",
  "iso-8859-14",
  "iso-8859-15",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "macintosh",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1253",
  "windows-1254",
  "windows-1257",
];
const UNICODE = "äößéñçÅøžłŞğ—“”…€漢字かなカナ한글абвгдежзαβγאבגابپไทย😀👍🏽\u0301\u200d\u2028\u0085\u00a0\ufeff\ufffd";

const alphabets = new Map([
  ["utf-8", [...ASCII, ...UNICODE]],
  ["us-ascii", [...ASCII]],
  ["iso-8859-1", [...ASCII, ...charactersOf("iso-8859-1", FIRST_BEYOND_CONTROLS)]],
  ...SINGLE_OCTETS.map((name) => [name, [...ASCII, ...charactersOf(name)]]),
]);

/** What stands beyond ASCII in a set of single octets. */
function charactersOf(name, first = FIRST_BEYOND_ASCII) {
  const decoder = new TextDecoder(name);
  const octets = Array.from({ length: 256 - first }, (_, index) => index + first);
  const characters = octets.map((octet) => decoder.decode(Uint8Array.of(octet)));
  const own = name === "windows-1252" ? [...WINDOWS_1252] : [];
  const disputed = DISPUTED[name] ?? "";
  return [...characters.filter((character) => !OF_NO_TABLE.test(character) && !disputed.includes(character)), ...own];
}

/** A character set that Posthorn writes, mostly UTF-8. */
export function randomCharset(random) {
  return random.weighted([
    [12, () => "utf-8"],
    [2, () => "us-ascii"],
    [2, () => "iso-8859-1"],
    [4, () => random.pick(SINGLE_OCTETS)],
  ])();
}

/** The characters that texts in a set are made of. */
export function alphabetOf(charset) {
  return alphabets.get(charset.toLowerCase());
}
