import { spawn } from "node:child_process";

const LENGTH_OCTETS = 4;

/** A reader in another language: one process for all messages, which answers each in one line of JSON. */
export class ExternalReader {
  #child;
  #waiting = [];
  #printed = "";
  #complaints = "";
  #ended;

  constructor(command, args) {
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.stdout.setEncoding("utf8").on("data", (text) => this.#take(text));
    this.#child.stderr.setEncoding("utf8").on("data", (text) => {
      this.#complaints = (this.#complaints + text).slice(-2000);
    });
    // What is written to a process that has ended is told by its end.
    this.#child.stdin.on("error", () => {});
    this.#child.on("error", (error) => this.#fail(error));
    this.#child.on("close", (status, signal) =>
      this.#fail(new Error(`${command} ended with ${signal ?? status}: ${this.#complaints}`)),
    );
  }

  /** What it reads in the octets of a message; many can wait for an answer at a time. */
  read(octets) {
    return new Promise((resolve, reject) => {
      if (this.#ended) throw this.#ended;
      this.#waiting.push({ resolve, reject });
      const length = Buffer.alloc(LENGTH_OCTETS);
      length.writeUInt32BE(octets.length);
      this.#child.stdin.write(length);
      this.#child.stdin.write(octets);
    });
  }

  end() {
    this.#child.stdin.end();
  }

  #take(text) {
    const lines = (this.#printed + text).split("\n");
    this.#printed = lines.pop();
    for (const line of lines) this.#waiting.shift().resolve(JSON.parse(line));
  }

  #fail(error) {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
