import { createHash } from "node:crypto";

const HEAD = /\r\nContent-Disposition: attachment(?:[^\r]|\r\n[ \t])*\r\n(?:\S[^\r]*\r\n(?:[ \t][^\r]*\r\n)*)*\r\n/i;
const END = "\r\n--";

/** The SHA-256 of the one base64 attachment of a message that comes in chunks and is too large to be kept. */
export class AttachmentDigest {
  #hash = createHash("sha256");
  #rest = "";
  #isInside = false;
  #isOver = false;

  update(chunk) {
    if (this.#isOver) return;
    this.#rest += Buffer.from(chunk).toString("latin1");
    if (!this.#isInside) {
      const head = HEAD.exec(this.#rest);
      if (!head) return;
      this.#rest = this.#rest.slice(head.index + head[0].length);
      this.#isInside = true;
    }
    const end = this.#rest.indexOf(END);
    this.#isOver = end !== -1;
    // What may be the beginning of the end waits.
    const kept = this.#isOver ? end : Math.max(this.#rest.lastIndexOf("\r\n"), 0);
    const base64 = this.#rest.slice(0, kept).replaceAll("\r\n", "");
    const whole = this.#isOver ? base64.length : base64.length - (base64.length % 4);
    this.#hash.update(base64.slice(0, whole), "base64");
    this.#rest = base64.slice(whole) + this.#rest.slice(kept);
  }

  digest() {
    if (!this.#isOver) throw new Error("The message has no attachment that ends.");
    return this.#hash.digest("hex");
  }
}
