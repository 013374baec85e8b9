import { EmailAttachment, EmailMultiAlternatives, type EmailMultiAlternativesOptions } from "@posthorn/core";
import { MimePart } from "@posthorn/core/mime";
import { decodeWords } from "postal-mime";
import { expect } from "vitest";
import type { Letter } from "./letter.ts";
import { bodiesOf, leaves, parameterOf, type WirePart } from "./wire-part.ts";

/** What a message is made of, some of which no compiler would take. */
export type Given = Readonly<Record<string, unknown>>;

const DEFAULTS: Given = { subject: "hi", body: "hello", fromEmail: "from@example.com", to: ["to@example.com"] };
const GENERATED = ["Subject", "From", "To", "Cc", "Reply-To", "Date", "Message-ID"];
const OWN = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

/** A draft of it, from `from@example.com` to `to@example.com` where nothing else is said. */
export function messageOf(given: Given): EmailMultiAlternatives {
  return new EmailMultiAlternatives({ ...DEFAULTS, ...given } as EmailMultiAlternativesOptions);
}

/** Expects that a reader has what was given, to the octet, and not a field more. */
export function expectGiven(given: Given, { email, wire }: Letter): void {
  const { subject, body, html, headers, attachments, contentSubtype } = { ...DEFAULTS, ...given };
  const names = wire.fields.map(([name]) => name);
  const extra = Object.keys((headers ?? {}) as object);
  const unasked = names.filter((name) => ![...GENERATED, ...extra, ...OWN].includes(name));
  expect(unasked, "fields that nobody asked for").toEqual([]);
  expect(
    names.filter((name, index) => names.indexOf(name) !== index),
    "fields that stand twice",
  ).toEqual([]);
  expect(email.subject ?? "", "the subject").toBe(subject);

  const files = Array.isArray(attachments) ? attachments : [];
  const versions = [body, html].filter((version): version is string => typeof version === "string" && version !== "");
  const contents: readonly (string | Uint8Array | undefined)[] = [
    ...(versions.length + files.length === 0 ? [""] : versions),
    ...files.map(contentOf),
  ];
  const read = leaves(wire);
  expect(read, "the parts").toHaveLength(contents.length);
  contents.forEach((content, index) => {
    const leaf = read[index];
    if (leaf === undefined || content === undefined) return;
    const [type = ""] = bodiesOf(leaf, "Content-Type");
    const octets = octetsOf(content, type);
    // A message ends with a line break, which its only part has to have.
    const shown = read.length > 1 || octets.at(-1) === 0x0a ? leaf.content : leaf.content.subarray(0, octets.length);
    if (!shown.equals(octets)) expect(shown.toString("latin1"), `part ${index}`).toBe(octets.toString("latin1"));
  });

  if (body !== "") expect(lines(contentSubtype === "html" ? email.html : email.text)).toBe(lines(String(body)));
  if (html !== undefined) expect(lines(email.html)).toBe(lines(String(html)));
  const named = files.map(nameOf);
  const parameters = read.slice(-files.length || read.length).map(filenameOf);
  expect(parameters, "the names of the files on the wire").toEqual(named);
  const dispositions = read.map((part) => bodiesOf(part, "Content-Disposition").join()).join();
  expect(dispositions, "what looks like an encoded-word in a parameter").not.toMatch(/=\?/);
  // postal-mime decodes an encoded-word in a parameter too, where none can stand (RFC 2047, 5).
  expect(
    email.attachments.map(({ filename }) => filename),
    "the names of the files",
  ).toEqual(named.map((name) => (name === null ? null : decodeWords(name))));
}

function nameOf(file: unknown): string | null {
  return file instanceof MimePart || file instanceof EmailAttachment ? file.filename : (file as [string | null])[0];
}

function filenameOf(part: WirePart): string | null {
  return parameterOf(bodiesOf(part, "Content-Disposition").join(), "filename");
}

/** The content of a file, where it is known before it is sent. */
function contentOf(file: unknown): string | Uint8Array | undefined {
  const content = file instanceof EmailAttachment ? file.content : Array.isArray(file) ? file[1] : undefined;
  return typeof content === "string" || content instanceof Uint8Array ? content : undefined;
}

/** What a content has to be on the wire: of text and of messages the line breaks are CRLF (RFC 2046, 4.1.1), other data is as it is. */
function octetsOf(content: string | Uint8Array, type: string): Buffer {
  const octets = Buffer.from(content as string);
  if (!/^(?:text|message)\//i.test(type)) return octets;
  return Buffer.from(octets.toString("latin1").replace(/\r\n|\r|\n/g, "\r\n"), "latin1");
}

/** Text with the line breaks of this machine, without those at its end, of which readers keep as many as they like. */
function lines(text: string | undefined): string {
  return (text ?? "").replace(/\r\n|\r|\n/g, "\n").replace(/\n+$/, "");
}
