/** Where a text stops being JSON, and why. Lines and columns count from 1. */
export interface JsonError {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

const DEPTH_LIMIT = 500;

/**
 * The first error of a text that JSON.parse refuses, in words that say what to change. JSON.parse itself names the
 * place differently in each browser, or not at all.
 *
 * @returns undefined if the text is JSON
 */
export function findJsonError(text: string): JsonError | undefined {
  const scan = new Scan(text);
  try {
    scan.document();
    return undefined;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const before = text.slice(0, error.offset);
    const lineStart = before.lastIndexOf("\n") + 1;
    return {
      message: error.message,
      offset: error.offset,
      line: before.split("\n").length,
      column: error.offset - lineStart + 1,
    };
  }
}

class Stop extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class Scan {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value();
    if (this.#next() !== undefined) this.#stop("The JSON ends before this; only one value is allowed.");
  }

  #value(): void {
    const character = this.#next();
    if (character === undefined) this.#stop("A value is missing: the text ends here.");
    if (character === "{") this.#container("}", () => this.#member());
    else if (character === "[") this.#container("]", () => this.#value());
    else if (character === '"') this.#string();
    else if (
      !this.#take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y) &&
      !this.#take(/(?:true|false|null)(?!\w)/y)
    ) {
      this.#stop(misplacedValue(character));
    }
  }

  #container(end: "}" | "]", item: () => void): void {
    const opening = this.#at;
    this.#depth += 1;
    if (this.#depth > DEPTH_LIMIT) this.#stop(`This is nested more than ${DEPTH_LIMIT} levels deep.`);
    this.#at += 1;
    while (this.#next() !== end) {
      item();
      const character = this.#next();
      if (character === undefined) throw new Stop(`This ${end === "}" ? "{" : "["} is never closed.`, opening);
      if (character === end) break;
      if (character !== ",") this.#stop(`A comma or ${end} is missing before this.`);
      const comma = this.#at;
      this.#at += 1;
      if (this.#next() === end) throw new Stop(`Remove this comma: nothing follows it before ${end}.`, comma);
    }
    this.#at += 1;
    this.#depth -= 1;
  }

  #member(): void {
    const character = this.#next();
    if (character !== '"') {
      this.#stop(
        character === undefined
          ? "A name in double quotes is missing: the text ends here."
          : "A name must stand in double quotes.",
      );
    }
    this.#string();
    if (this.#next() !== ":") this.#stop("A colon is missing between the name and its value.");
    this.#at += 1;
    this.#value();
  }

  #string(): void {
    const opening = this.#at;
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === '"') break;
      if (character === undefined) throw new Stop("This string has no closing double quote.", opening);
      if (character === "\n" || character === "\r")
        throw new Stop("This string has no closing double quote on its line.", opening);
      if (character < " ") this.#stop("A control character must be written as an escape, such as \\t.");
      if (character === "\\" && !this.#take(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y))
        this.#stop("This backslash starts no escape; write \\\\ for a backslash.");
      else if (character !== "\\") this.#at += 1;
    }
    this.#at += 1;
  }

  #next(): string | undefined {
    this.#take(/[ \t\n\r]+/y);
    return this.#text[this.#at];
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return false;
    this.#at += match[0].length;
    return true;
  }

  #stop(message: string): never {
    throw new Stop(message, this.#at);
  }
}

function misplacedValue(character: string): string {
  if (character === "'") return "A string must stand in double quotes.";
  if (character === "/") return "JSON has no comments; remove this one.";
  if (character === "," || character === "}" || character === "]") return "A value is missing before this.";
  return "This is no value: text must stand in double quotes.";
}
