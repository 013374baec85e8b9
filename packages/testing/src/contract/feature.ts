import { inspected } from "../inspected.ts";

/** The name of something that not every service can carry. */
export type Feature =
  | "replyTo"
  | "extraHeaders"
  | "messageId"
  | "envelopeSender"
  | "alternatives"
  | "attachments"
  | "fileNames"
  | "inlineImages"
  | "nestedMessages"
  | "eightBitMessages"
  | "streams"
  | "smtpUtf8";

/** What a feature is, for whoever reads a table of them, and how a refusal names it. */
export interface FeatureText {
  /** What can be carried. */
  readonly title: string;
  /** What a backend without it does with a message that needs it. */
  readonly without: string;
  /** What the message of a refusal must say, so that whoever reads it knows what to take out. */
  readonly named: RegExp;
}

/** What not every service can carry. What stands in no row here, every backend must carry. */
export const features: Readonly<Record<Feature, FeatureText>> = {
  replyTo: {
    title: "Reply-To, of several mailboxes",
    without: "a message with `replyTo` is refused",
    named: /reply.?to/i,
  },
  extraHeaders: {
    title: "extra header fields",
    without: "a message with a header field that the service has no room for is refused",
    named: /header/i,
  },
  messageId: {
    title: "a Message-ID of the application's own",
    without: "a message whose `headers` set Message-ID is refused, since the service makes its own",
    named: /message.?id/i,
  },
  envelopeSender: {
    title: "a From header beside another sender of the envelope",
    without: "a message whose `headers` set From to another address than `fromEmail` is refused",
    named: /envelope|sender|from/i,
  },
  alternatives: {
    title: "alternatives beside text and HTML, such as an invitation",
    without: "a message with another alternative than one in HTML is refused",
    named: /alternative/i,
  },
  attachments: {
    title: "attachments, of any octets and of none",
    without: "a message with files is refused",
    named: /attach/i,
  },
  fileNames: {
    title: "file names in any script",
    without: "a message with a file whose name is not ASCII is refused",
    named: /name|attach/i,
  },
  inlineImages: {
    title: "images in the HTML, by Content-ID",
    without: "a message with `contentId` is refused",
    named: /inline|content.?id|\bcid\b|attach/i,
  },
  nestedMessages: {
    title: "a message within the message",
    without: "a message with one attached is refused",
    named: /rfc822|nested|within|attach/i,
  },
  eightBitMessages: {
    title: "a message within the message that is not ASCII (8BITMIME, RFC 6152)",
    without: "a message with one attached is refused; one in ASCII is not",
    named: /8.?bit|ASCII|attach/i,
  },
  streams: {
    title: "attachments that stream",
    without: "a message with one is refused; read it into memory before",
    named: /stream|attach/i,
  },
  smtpUtf8: {
    title: "addresses beyond ASCII (SMTPUTF8, RFC 6531)",
    without: "a message to or from one is refused; domains beyond ASCII are fine",
    named: /UTF.?8|ASCII/i,
  },
};

/** Which features a backend carries. @defaultValue all */
export type Supports = Readonly<Partial<Record<Feature, boolean>>>;

/** @throws TypeError for a feature that does not exist, or an answer that is neither true nor false */
export function checkSupports(supports: Supports): void {
  const names = Object.keys(features);
  for (const [name, value] of Object.entries(supports)) {
    if (!names.includes(name))
      throw new TypeError(`supports has no feature ${inspected(name)}; there are ${names.join(", ")}.`);
    if (typeof value !== "boolean")
      throw new TypeError(`supports.${name} must be true or false; got ${inspected(value)}.`);
  }
}
