import assert from "node:assert/strict";
import addressparser from "nodemailer/lib/addressparser";
import { corpus } from "./corpus.mjs";
import { interleaved } from "./interleaved.mjs";
import { nodemailerVersion } from "./nodemailer.mjs";
import { HeaderField } from "./posthorn.mjs";

const ROUNDS = 5;
const SIZES = [10_000, 100_000];
const MAILBOXES = 100;

/** So many characters of a pattern that comes again and again. */
const of = (pattern) => (size) => pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size);

/** What makes parsers slow: each is a text of about so many characters. */
const hostile = {
  "opened brackets": of("<"),
  "closed brackets": of(">"),
  "pairs of brackets": of("<>"),
  "brackets behind blanks": of(" \t<"),
  quotes: of('"'),
  "quotes before brackets": of('"<'),
  "a quote that does not end": (size) => `"${of("a")(size)}`,
  "backslashes in a quote": (size) => `"${of("\\")(size)}`,
  "escaped quotes": (size) => `"${of('\\"')(size)}" <ada@example.com>`,
  "opened comments": (size) => `${of("(")(size)}ada@example.com`,
  "nested comments": (size) => `${of("(")(size / 2)}${of(")")(size / 2)}ada@example.com`,
  "dots in the local part": (size) => `${of("a.")(size)}a@example.com`,
  "dots in the domain": (size) => `ada@${of("a.")(size)}com`,
  "hyphens in the domain": (size) => `ada@${of("-")(size)}`,
  "a literal that does not end": (size) => `ada@[${of("1")(size)}`,
  "at signs": of("@"),
  "blanks in the middle": (size) => `ada${of(" ")(size)}lovelace`,
  "names without an address": of("ada lovelace "),
  commas: of("ada@example.com, "),
  groups: of("a:;"),
  "a long name": (size) => `${of("ada ")(size)}<ada@example.com>`,
  "a long quoted name": (size) => `"${of("ada, ")(size)}" <ada@example.com>`,
  "what looks like encoded-words": (size) => `${of("=?utf-8?q?a?=")(size)} <ada@example.com>`,
  "a name beyond ASCII": (size) => `${of("é")(size)} <ada@example.com>`,
  "a domain beyond ASCII": (size) => `ada@${of("é")(size)}.com`,
  "a domain of combining characters": (size) => `ada@a${of("\u0323\u0307")(size)}.com`,
  "characters of two units": (size) => `${of("😀")(size)}@example.com`,
};

/** How long texts that are made to be slow take to be parsed, and how many plain mailboxes per second. */
export async function addressParser(report) {
  const times = Object.values(hostileTimes());
  const [small, large] = SIZES;
  const [ours, peer] = ["ours", "peer"].map((side) =>
    times.map((time) => time[side]).reduce((slowest, time) => (time[large] > slowest[large] ? time : slowest)),
  );
  const both = (figure) => ({ ours: figure(ours), peer: figure(peer), against: nodemailerVersion });
  report("100 KB, the slowest", { unit: "ms", ...both((time) => time[large]), ratio: peer[large] / ours[large] });
  report("from 10 to 100 KB", { unit: "ratio", ...both((time) => time[large] / time[small]) });
  report("plain mailboxes", await plainRate());
}

/** How many milliseconds each text takes on either side, by its size: the least of some turns, which no other program made longer. */
function hostileTimes() {
  const sides = { ours: parse, peer: addressparser };
  const timeOf = (parser, text) => {
    const begun = performance.now();
    parser(text);
    return performance.now() - begun;
  };
  return Object.fromEntries(
    Object.entries(hostile).map(([name, make]) => {
      const times = { ours: {}, peer: {} };
      for (const size of SIZES) {
        const text = make(size);
        for (let round = 0; round < ROUNDS; round += 1) {
          for (const [side, parser] of Object.entries(sides))
            times[side][size] = Math.min(times[side][size] ?? Infinity, timeOf(parser, text));
        }
      }
      return [name, times];
    }),
  );
}

/** Parses one mailbox as To does, whether it is one or is refused. */
function parse(text) {
  try {
    HeaderField.mailboxes("To", [text]);
  } catch (error) {
    assert.equal(error.code, "bad_address");
  }
}

async function plainRate() {
  const mails = Object.values(corpus()).flat();
  const mailboxes = mails.flatMap(({ from, to }) => [from, ...to]);
  const list = (number) => Array.from({ length: MAILBOXES }, (_, at) => mailboxes[(number + at) % mailboxes.length]);
  const lists = Array.from({ length: 64 }, (_, index) => list(index * MAILBOXES));
  const each = (parser) => async (from, count) => {
    let made;
    for (let number = from; number < from + count; number += 1) made = parser(lists[number % lists.length]);
    return { made };
  };
  const ours = each((texts) => HeaderField.mailboxes("To", texts));
  const peer = each((texts) => texts.map((text) => addressparser(text)));
  let read = 0;
  const check = (made, number, maker) => {
    const shown = ({ name, address }) => (name ? `${name} <${address}>` : address);
    const found = maker === "ours" ? made.value.replaceAll('"', "") : made.flat().map(shown).join(", ");
    assert.equal(found, lists[number % lists.length].join(", ").replaceAll('"', ""), `${maker}: the mailboxes`);
    read += MAILBOXES;
  };
  const results = await interleaved({ ours, peers: { [nodemailerVersion]: peer }, check, rounds: 15 });
  const { ours: rate, peer: peerRate, ratio } = results[nodemailerVersion].wall;
  const [mine, theirs] = [rate, peerRate].map((lists) => lists * MAILBOXES);
  return { unit: "per second", ours: mine, peer: theirs, ratio, against: nodemailerVersion, read };
}
