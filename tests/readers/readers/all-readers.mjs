import { fileURLToPath } from "node:url";
import { ExternalReader } from "./external-reader.mjs";
import { readWithMailparser } from "./read-with-mailparser.mjs";
import { readWithPostalMime } from "./read-with-postal-mime.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The four readers: a message as each reads it, or `{ error }`. */
export class AllReaders {
  #python = new ExternalReader("python3", ["-u", here("reader.py")]);
  #perl = new ExternalReader("perl", [here("reader.pl")]);
  #all = {
    mailparser: orError(readWithMailparser),
    "postal-mime": orError(readWithPostalMime),
    python: orError((octets) => this.#python.read(octets)),
    perl: orError((octets) => this.#perl.read(octets)),
  };

  static names = ["mailparser", "postal-mime", "python", "perl"];

  /** @returns `{ mailparser, "postal-mime", python, perl }` */
  async read(octets) {
    const read = AllReaders.names.map(async (name) => [name, await this.#all[name](octets)]);
    return Object.fromEntries(await Promise.all(read));
  }

  end() {
    this.#python.end();
    this.#perl.end();
  }
}

/** What a reader cannot read is a difference; the next message is read all the same. */
function orError(read) {
  return async (octets) => {
    try {
      return await read(octets);
    } catch (error) {
      return { error: String(error.stack) };
    }
  };
}
