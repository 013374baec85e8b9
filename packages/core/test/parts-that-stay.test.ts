import { expect, test } from "vitest";
import { EmailMessage, InvalidMessageError, MailError } from "../src/index.ts";
import { HeaderField, MimePart } from "../src/mime/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

const text = new MimePart({ contentType: "text/plain", content: "a" });
const field = (name: string, value = "a"): HeaderField => HeaderField.unstructured(name, value);
const nested = (part: MimePart, levels: number): MimePart =>
  levels === 0 ? part : nested(new MimePart({ contentType: "multipart/mixed", content: [part] }), levels - 1);

test("octets that change after a part was made do not change the part", () => {
  for (const contentType of ["application/x-data", "text/plain", "message/rfc822"]) {
    const content = new TextEncoder().encode("A: b\r\n\r\nc\r\n");
    const part = new MimePart({ contentType, content });
    const before = part.toString();
    content.fill(0x21);
    expect([part.toString(), part.with({}).toString()]).toEqual([before, before]);
  }
});

test("an array that changes after a multipart was made of it does not change the multipart", () => {
  for (const contentType of ["multipart/mixed", "message/rfc822"]) {
    const content = [text];
    const part = new MimePart({ contentType, content });
    const before = part.toString();
    content.push(new MimePart({ contentType: "text/plain", content: "smuggled" }));
    expect(part.with({}).toString(), "a part that was added afterwards stands in no copy").toBe(before);
    content.length = 0;
    expect(part.with({ headers: [] }).children, "nor is one missing that was taken away").toEqual([text]);
  }
});

test("an array that answers otherwise to each question is held to what it gives", () => {
  const liar = [text];
  const forged = { toString: () => "Bcc: b@example.com\r\n" };
  liar[Symbol.iterator] = () => [forged as never].values();
  expect(() => new MimePart({ contentType: "multipart/mixed", content: liar })).toThrow("must be MimeParts");
});

test("a hole in an array of parts is refused as what it is", () => {
  const content = Array<MimePart>(1);
  expect(() => new MimePart({ contentType: "multipart/mixed", content })).toThrow("must be MimeParts; got undefined");
});

test("parts are nested at most 100 deep", () => {
  expect(nested(text, 99).isRepeatable).toBe(true);
  expect(() => nested(text, 100)).toThrow(InvalidMessageError);
});

test("a part has each of its own fields once", () => {
  const version = field("MIME-Version", "1.0");
  for (const headers of [[version, version], [field("Content-Type")], [field("Content-Transfer-Encoding")]])
    expect(() => new MimePart({ contentType: "text/plain", content: "a", headers })).toThrow(InvalidMessageError);
});

test("a part or a field of a class that extends its own is refused, since it may write anything", () => {
  class Part extends MimePart {}
  const part = new Part({ contentType: "text/plain", content: "a" });
  expect(() => new MimePart({ contentType: "multipart/mixed", content: [part] })).toThrow(TypeError);
  const headers: readonly HeaderField[] = [Object.create(HeaderField.prototype)];
  expect(() => new MimePart({ contentType: "text/plain", content: "a", headers })).toThrow(TypeError);
  class Field extends (HeaderField as unknown as ObjectConstructor) {}
  for (const made of [HeaderField, Field]) {
    const make = (): unknown =>
      Reflect.construct(HeaderField, ["X", "a", "a\r\nBcc: b@example.com", new Map(), true], made);
    expect(make, "what no check saw is no field").toThrow("HeaderField.unstructured()");
  }
});

test("a multipart has parts, and message/rfc822 one message with headers in ASCII", () => {
  const refused = (contentType: string, content: readonly MimePart[]): void => {
    expect(() => new MimePart({ contentType, content })).toThrow(MailError);
  };
  const utf8 = new MimePart({
    contentType: "text/plain",
    content: "a",
    headers: [HeaderField.mailboxes("From", ["é@example.com"])],
  });
  refused("multipart/mixed", []);
  refused("message/rfc822", []);
  refused("message/rfc822", [text, text]);
  refused("message/rfc822", [utf8]);
  expect(new MimePart({ contentType: "message/global", content: [utf8] }).is8bit).toBe(true);
});

test("data ends with CRLF, which a soft break takes out of it, in a nested message too", () => {
  expect(text.toString().endsWith("\r\n\r\na\r\n")).toBe(true);
  const options = { contentType: "application/x-data", transferEncoding: "quoted-printable" as const };
  let part = new MimePart({ ...options, content: "a=" });
  for (let level = 0; level < 3; level += 1) {
    expect(part.toString().endsWith("\r\n\r\na=3D=\r\n"), "the data ends before the line break").toBe(true);
    part = new MimePart({ contentType: "message/rfc822", content: [part] });
  }
  const quoted = new MimePart({ contentType: "text/plain", content: "é", transferEncoding: "quoted-printable" });
  const nestedText = new MimePart({ contentType: "message/rfc822", content: [quoted] });
  expect(nestedText.toString().endsWith("\r\n\r\n=C3=A9\r\n"), "text ends with one as it is").toBe(true);
});

test("a stream that was read is refused before anything is sent", async () => {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(1);
  }
  const content = once();
  const message = new EmailMessage("s", "b", "a@example.com", ["b@example.com"]);
  message.attach("a.bin", content, "application/x-data");
  for await (const chunk of message.message().stream()) expect(chunk).toBeInstanceOf(Uint8Array);
  const backend = new RecordingBackend();
  await expect(backend.sendMessages([message])).rejects.toThrow("is read already");
  expect(backend.calls).not.toContain("transmit s");
});

test("a stream that is attached twice is refused before anything is sent", async () => {
  const content = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  const message = new EmailMessage("s", "b", "a@example.com", ["b@example.com"]);
  message.attach("a.bin", content, "application/x-data");
  message.attach("b.bin", content, "application/x-data");
  const backend = new RecordingBackend();
  await expect(backend.sendMessages([message])).rejects.toThrow("is read already");
  expect(backend.calls).not.toContain("transmit s");
});
