import { EmailMultiAlternatives } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { type Attack, sendDraft } from "./attack.ts";

const SECOND = "Subject: hi\n.\nMAIL FROM:<x@evil.test>\r\n";

const from = HeaderField.mailboxes("From", ["from@example.com"]);
const date = HeaderField.unstructured("Date", "Mon, 23 Nov 2026 09:05:00 +0000");
const text = (...headers: readonly HeaderField[]): MimePart =>
  new MimePart({ contentType: "text/plain", content: "x", headers: [date, ...headers] });

const mixed = (...content: readonly MimePart[]): MimePart =>
  new MimePart({ contentType: "multipart/mixed", content, headers: [date, from] });

/** Writes itself, whatever it was made of. */
class ForgedPart extends MimePart {
  override toBytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.from(SECOND));
  }

  override async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    yield Buffer.from(SECOND);
  }
}

const forged = (): ForgedPart => new ForgedPart({ contentType: "text/plain", content: "x", headers: [date, from] });

/** Has what a field has, and was never checked. */
function forgedField(): HeaderField {
  return Object.assign(Object.create(HeaderField.prototype), {
    name: "X-Tag",
    value: "v",
    body: "v\r\nBcc: victim@evil.test",
    parameters: new Map(),
  });
}

/** A field whose every property answers as it likes. */
function proxyOfField(): HeaderField {
  return new Proxy(HeaderField.unstructured("X-Tag", "v"), {
    get: (target, key) => (key === "toString" ? () => "Bcc: victim@evil.test\r\n" : Reflect.get(target, key)),
  });
}

/** What message() must not answer, and the error by which it is refused. */
const ANSWERS: Readonly<Record<string, readonly [make: () => unknown, error: string]>> = {
  "a Bcc": [() => text(from, HeaderField.mailboxes("Bcc", ["victim@evil.test"])), "InvalidMessageError"],
  "a Bcc in another spelling": [
    () => text(from, HeaderField.unstructured("bCC", "x@evil.test")),
    "InvalidMessageError",
  ],
  "a Resent-Bcc": [() => text(from, HeaderField.unstructured("Resent-Bcc", "x@evil.test")), "InvalidMessageError"],
  "two From": [() => text(from, from), "InvalidMessageError"],
  "two Subjects": [
    () => text(from, HeaderField.unstructured("Subject", "a"), HeaderField.unstructured("subject", "b")),
    "InvalidMessageError",
  ],
  "two To": [
    () => text(from, HeaderField.mailboxes("To", ["a@b.c"]), HeaderField.mailboxes("TO", ["d@e.f"])),
    "InvalidMessageError",
  ],
  "no From": [() => text(), "InvalidMessageError"],
  "no Date": [() => new MimePart({ contentType: "text/plain", content: "x", headers: [from] }), "InvalidMessageError"],
  "several mailboxes in From, and no Sender": [
    () => text(HeaderField.mailboxes("From", ["a@example.com", "b@example.com"])),
    "InvalidMessageError",
  ],
  "a part that a reader would put together with what nobody sent": [
    () => mixed(new MimePart({ contentType: "message/partial; id=a; number=1; total=1", content: "Subject: x\n\nx" })),
    "InvalidMessageError",
  ],
  "a part that a reader would fetch from elsewhere": [
    () => mixed(new MimePart({ contentType: "message/external-body; access-type=URL", content: "" })),
    "InvalidMessageError",
  ],
  "a nested message with two To": [
    () => {
      const twice = [HeaderField.mailboxes("To", ["a@b.c"]), HeaderField.mailboxes("TO", ["d@e.f"])];
      return mixed(new MimePart({ contentType: "message/rfc822", content: [text(from, ...twice)] }));
    },
    "InvalidMessageError",
  ],
  "a second Content-Type": [
    () => text(from, HeaderField.unstructured("Content-Type", "text/html")),
    "InvalidMessageError",
  ],
  "a second Content-Transfer-Encoding": [
    () => text(from, HeaderField.unstructured("content-transfer-encoding", "base64")),
    "InvalidMessageError",
  ],
  "a class that extends MimePart": [forged, "TypeError"],
  "an object with the prototype of MimePart": [() => Object.create(MimePart.prototype), "TypeError"],
  "a Proxy of a MimePart": [() => new Proxy(text(from), {}), "TypeError"],
  "an object that can be written": [() => ({ toBytes: () => Buffer.from(SECOND), headers: [] }), "TypeError"],
  "a promise of a MimePart": [() => Promise.resolve(text(from)), "TypeError"],
  "a string": [() => SECOND, "TypeError"],
  octets: [() => Buffer.from(SECOND), "TypeError"],
  nothing: [() => undefined, "TypeError"],
  "a part that holds a class that extends MimePart": [() => mixed(forged()), "TypeError"],
  "a field that was never checked": [() => text(from, forgedField()), "TypeError"],
  "a Proxy of a field": [() => text(from, proxyOfField()), "TypeError"],
  "a field that is an object": [() => text(from, { name: "X", value: "v", body: "v" } as never), "TypeError"],
};

class OverriddenMessage extends EmailMultiAlternatives {
  answer: (() => unknown) | undefined;

  override message(): MimePart {
    return this.answer?.() as MimePart;
  }
}

/** Messages of a class that writes them itself, past what the core writes. */
export function overriddenMessages(): readonly Attack[] {
  return Object.entries(ANSWERS).map(([answer, [make, error]]) => ({
    name: `message() that answers ${answer}`,
    send: (connect) =>
      sendDraft(Object.assign(new OverriddenMessage({ to: ["to@example.com"] }), { answer: make }), connect),
    expected: { errors: [error] },
  }));
}
