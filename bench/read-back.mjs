import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import PostalMime from "postal-mime";

const digest = (bytes) => createHash("sha256").update(new Uint8Array(bytes)).digest("hex");
const lines = (text = "") => text.replace(/\r\n/g, "\n").trimEnd();
// RFC 5322, 2.1.1
const TOO_LONG = /[^\r\n]{999}/;
const address = (mailbox) => /<(.+)>$/.exec(mailbox)[1];

/** Makes sure that a built message can be sent, and that a reader finds what went into it, under an id that no other had. */
export class ReadBack {
  #ids = new Set();

  get count() {
    return this.#ids.size;
  }

  async check(bytes, mail, maker) {
    const read = await PostalMime.parse(bytes);
    const context = `${maker}: "${mail.subject}"`;
    assert.ok(!TOO_LONG.test(Buffer.from(bytes).toString("latin1")), `${context}: no line of more than 998 octets`);
    assert.equal(read.subject, mail.subject, `${context}: the subject`);
    assert.equal(read.from.address, address(mail.from), `${context}: From`);
    assert.deepEqual(
      read.to.map((mailbox) => mailbox.address),
      mail.to.map(address),
      `${context}: To`,
    );
    assert.equal(lines(read.text), lines(mail.text), `${context}: the text`);
    assert.equal(lines(read.html), lines(mail.html), `${context}: the HTML`);
    assert.deepEqual(
      read.attachments.map(({ filename, mimeType, content }) => [filename, mimeType, digest(content)]),
      mail.attachment ? [[mail.attachment.filename, mail.attachment.type, digest(mail.attachment.content)]] : [],
      `${context}: the attachments`,
    );
    assert.ok(read.messageId && !this.#ids.has(read.messageId), `${context}: a new Message-ID`);
    this.#ids.add(read.messageId);
  }
}
