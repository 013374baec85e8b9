import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AllReaders } from "./readers/all-readers.mjs";

const folder = fileURLToPath(new URL("differing/", import.meta.url));
const SHOWN = 5;
const SHOWN_OF_ONE = 4;
const LONGEST = 400;
const number = new Intl.NumberFormat("en");

/** What a run found: counted, and the first differing messages shown and kept. */
export class Summary {
  knownBugs = 0;
  fixtures = 0;
  #seed;
  #total = 0;
  #begun = performance.now();
  #passed = 0;
  #failed = 0;
  #checked = 0;
  #shown = 0;
  #wrong = new Map();
  #explained = new Map();

  constructor(seed) {
    this.#seed = seed;
  }

  get failed() {
    return this.#failed;
  }

  pass() {
    this.#passed += 1;
  }

  fail(what) {
    this.#failed += 1;
    console.log(`${this.#cleared()}FAILED  ${what}`);
  }

  /** Random messages are checked from now on. */
  begin(total) {
    this.#total = total;
    this.#begun = performance.now();
  }

  /** So many more messages were read as they were written, but for known bugs, each of which was met so many times. */
  checked(count, bugs) {
    this.#passed += count;
    this.#checked += count;
    for (const [id, times] of Object.entries(bugs)) this.#explained.set(id, (this.#explained.get(id) ?? 0) + times);
    this.#progress();
  }

  /** A message was not read as it was written, by some reader in some places. */
  differs(name, octets, wrong) {
    this.#failed += 1;
    if (typeof name === "number") this.#checked += 1;
    for (const reader of new Set(wrong.map(({ reader }) => reader)))
      this.#wrong.set(reader, (this.#wrong.get(reader) ?? 0) + 1);
    if (this.#shown >= SHOWN) return;
    this.#shown += 1;
    this.#show(name, octets, wrong);
  }

  print() {
    const seconds = (performance.now() - this.#begun) / 1000;
    const rate = number.format(Math.round(this.#checked / seconds));
    console.log(
      `${this.#cleared()}seed ${this.#seed}: ${number.format(this.#checked)} random messages in ${seconds.toFixed(0)} s, ${rate} a second; ${this.fixtures} fixtures`,
    );
    for (const name of ["the writer", "the octets", ...AllReaders.names])
      console.log(`${name.padEnd(14)}${number.format(this.#wrong.get(name) ?? 0)} messages differ`);
    console.log(`known bugs of readers: ${this.knownBugs}, each shown; met in random messages:`);
    for (const [id, times] of this.#explained) console.log(`  ${id.padEnd(40)}${number.format(times)}`);
    console.log(`${this.#passed} passed, ${this.#failed} failed, 0 skipped`);
  }

  #show(name, octets, wrong) {
    mkdirSync(folder, { recursive: true });
    const path = `${folder}${typeof name === "number" ? `${this.#seed}-${name}.eml` : name}`;
    writeFileSync(path, octets);
    const again = typeof name === "number" ? `node tests/readers/run.mjs --seed ${this.#seed} --only ${name}` : "";
    console.log(`${this.#cleared()}DIFFERS  ${name}  ${path}  ${again}`);
    for (const { reader, at, expected, got } of wrong.slice(0, SHOWN_OF_ONE)) {
      console.log(`  ${reader}, ${at}`);
      console.log(`    written  ${short(expected)}`);
      console.log(`    read     ${short(got)}`);
    }
    if (wrong.length > SHOWN_OF_ONE) console.log(`  and in ${wrong.length - SHOWN_OF_ONE} more places`);
  }

  #progress() {
    if (!process.stdout.isTTY) return;
    const rate = Math.round((this.#checked * 1000) / (performance.now() - this.#begun));
    process.stdout.write(
      `\r${number.format(this.#checked)} of ${number.format(this.#total)}, ${rate} a second, ${this.#failed} failed `,
    );
  }

  #cleared() {
    return process.stdout.isTTY ? "\r\x1b[K" : "";
  }
}

function short(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
