import { EmailMessage } from "@posthorn/core";
import { draft } from "./draft.mjs";

const encoder = new TextEncoder();
const ASCII = "From: a@example.com\nSubject: inner\n\nInner\n";
const EIGHT_BIT =
  "From: a@example.com\r\nSubject: inner\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nÄußeres\r\n";

function nest(...contents) {
  return draft({ attachments: contents.map((content, index) => [`${index}.eml`, content, "message/rfc822"]) });
}

export const nested = {
  "a nested message as text": () => nest(ASCII),
  "a nested message as octets": () => nest(encoder.encode(ASCII)),
  "a nested message of eight bits": () => nest(EIGHT_BIT, encoder.encode(EIGHT_BIT)),
  "a nested draft": () => nest(new EmailMessage("Innen", "Grüße", "a@example.com", ["b@example.com"])),
  "a nested tree": () => nest(draft({ body: "ü", attachments: [["a.txt", "é"]] }).message()),
  "drafts three deep": () => {
    const inner = draft({ subject: "1", attachments: [["p.bin", Uint8Array.of(1, 2, 3)]] });
    return nest(nestedIn(nestedIn(inner)));
  },
};

function nestedIn(message) {
  return draft({ subject: `in ${message.subject}`, attachments: [["inner.eml", message, "message/rfc822"]] });
}
