import { EmailAlternative, EmailAttachment } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";
import { type Attack, REFUSALS, sendDraft } from "./attack.ts";
import { type Given, messageOf } from "./given.ts";

const HOSTILE = "a@example.com\r\nX-Injected: pwned";

/** What a program can be handed where it expects a string, in JSON or from another library. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  "{ path }": () => ({ path: "/etc/passwd" }),
  "{ href }": () => ({ href: "http://127.0.0.1:9/ssrf" }),
  "{ raw }": () => ({ raw: HOSTILE }),
  "{ prepared, value }": () => ({ prepared: true, value: HOSTILE }),
  "{ name, address }": () => ({ name: "A", address: HOSTILE }),
  "{ toString }": () => ({ toString: () => HOSTILE }),
  "{ valueOf }": () => ({ valueOf: () => HOSTILE }),
  "{ toJSON }": () => ({ toJSON: () => HOSTILE }),
  "{ length }": () => ({ length: 1, 0: HOSTILE }),
  "{ [Symbol.toPrimitive] }": () => ({ [Symbol.toPrimitive]: () => HOSTILE }),
  "an object that becomes another string": () => {
    let reads = 0;
    return {
      toString: () => {
        reads += 1;
        return reads % 2 === 1 ? "a@example.com" : HOSTILE;
      },
    };
  },
  "an object that becomes another string, with a string's methods": () => {
    let reads = 0;
    const becoming = (): string => {
      reads += 1;
      return reads === 1 ? "X-Tag" : "X-Tag: v\r\nX-Injected";
    };
    return { toString: becoming, toLowerCase: () => "x-tag", trim: () => "x-tag", includes: () => false, length: 5 };
  },
  "a Proxy": () => new Proxy({}, { get: () => () => HOSTILE }),
  "a String": () => new String(HOSTILE),
  "a number": () => 1,
  "a bigint": () => 1n,
  true: () => true,
  "a symbol": () => Symbol("a\r\nX-Injected: pwned"),
  "a function": () => () => HOSTILE,
  "a Date": () => new Date(0),
  "a RegExp": () => /a/,
  "a URL": () => new URL("file:///etc/passwd"),
  "a Promise": () => Promise.resolve(HOSTILE),
  "an Error": () => new Error(HOSTILE),
  "a class": () => class Forged {},
};

const field = (field: HeaderField): Given => ({
  attachments: [new MimePart({ contentType: "text/plain", content: "x", headers: [field] })],
});

/** Where a string, or a list of strings, is expected. */
const FIELDS: Readonly<Record<string, (value: unknown) => Given>> = {
  subject: (subject) => ({ subject }),
  body: (body) => ({ body }),
  html: (html) => ({ html }),
  fromEmail: (fromEmail) => ({ fromEmail }),
  to: (to) => ({ to }),
  "an element of to": (to) => ({ to: ["to@example.com", to] }),
  "an element of cc": (cc) => ({ cc: [cc] }),
  "an element of bcc": (bcc) => ({ bcc: [bcc] }),
  "an element of replyTo": (replyTo) => ({ replyTo: [replyTo] }),
  "a header": (value) => ({ headers: { "X-Tag": value } }),
  contentSubtype: (contentSubtype) => ({ contentSubtype }),
  encoding: (encoding) => ({ encoding }),
  attachments: (attachments) => ({ attachments }),
  "an element of attachments": (attachment) => ({ attachments: [attachment] }),
  "the name of a file": (name) => ({ attachments: [new EmailAttachment(name as string, "x", "text/plain")] }),
  "the content of a file": (content) => ({ attachments: [["a.txt", content, "text/plain"]] }),
  "the content of a message": (content) => ({ attachments: [["m.eml", content, "message/rfc822"]] }),
  "the media type of a file": (type) => ({ attachments: [new EmailAttachment("a.txt", "x", type as string)] }),
  "the contentId of a file": (contentId) => ({
    attachments: [new EmailAttachment("a.png", "x", { contentId: contentId as string })],
  }),
  alternatives: (alternatives) => ({ alternatives }),
  "an element of alternatives": (alternative) => ({ alternatives: [alternative] }),
  "the content of a version": (content) => ({ alternatives: [new EmailAlternative(content as string, "text/html")] }),
  "the media type of a version": (type) => ({ alternatives: [new EmailAlternative("x", type as string)] }),
};

/** An object is what these are: of names and values, or of options. */
const TAKES_OBJECTS = ["extraHeaders", "the media type of a file"];
/** Objects without a property of their own that has a name. */
const EMPTY_OBJECTS = ["{ [Symbol.toPrimitive] }", "a Proxy"];

/** Where a string is expected of those who make fields and parts by hand. */
const BY_HAND: Readonly<Record<string, (value: unknown) => Given>> = {
  "the name of a HeaderField": (name) => field(HeaderField.unstructured(name as string, "v")),
  "the value of a HeaderField": (value) => field(HeaderField.unstructured("X-Tag", value as string)),
  "the name of a HeaderField of mailboxes": (name) => field(HeaderField.mailboxes(name as string, ["a@example.com"])),
  "a mailbox of a HeaderField": (value) => field(HeaderField.mailboxes("X-Tag", [value as string])),
  "the name of a HeaderField with parameters": (name) => field(HeaderField.parameterized(name as string, "v", [])),
  "the value of a HeaderField with parameters": (value) => field(HeaderField.parameterized("X", value as string, [])),
  "a parameter's name of a HeaderField": (name) => field(HeaderField.parameterized("X", "v", [[name as string, "v"]])),
  "a parameter of a HeaderField": (value) => field(HeaderField.parameterized("X", "v", [["p", value as string]])),
  "a HeaderField of a MimePart": (value) => field(value as HeaderField),
  "the contentType of a MimePart": (contentType) => ({
    attachments: [new MimePart({ contentType: contentType as string, content: "x" })],
  }),
  "the content of a MimePart": (content) => ({
    attachments: [new MimePart({ contentType: "text/plain", content: content as string })],
  }),
};

/** Attributes that can be set once the draft is made. */
const ATTRIBUTES = [
  "subject",
  "body",
  "fromEmail",
  "to",
  "cc",
  "bcc",
  "replyTo",
  "extraHeaders",
  "attachments",
  "alternatives",
  "contentSubtype",
  "encoding",
];

/** A list is a list of strings, and each is looked at. */
const LISTS: Readonly<Record<string, Given>> = {
  "a list in the place of the subject": { subject: [HOSTILE] },
  "a list in the place of a header": { headers: { "X-Tag": ["a", HOSTILE] } },
  "a list in the place of a recipient": { to: [[HOSTILE]] },
  "a string in the place of to": { to: "a@example.com, victim@evil.test" },
  "a string in the place of cc": { cc: "a@example.com" },
  "a string in the place of the attachments": { attachments: "a.txt" },
  "a string in the place of an attachment": { attachments: ["/etc/passwd"] },
  "an object with a file's path in the place of an attachment": {
    attachments: [{ filename: "a", path: "/etc/passwd" }],
  },
  "an object with a URL in the place of an attachment": {
    attachments: [{ filename: "a", href: "http://127.0.0.1:9/" }],
  },
  "a data: URL in the place of an attachment": {
    attachments: [{ filename: "a", path: "data:text/plain;base64,eA==" }],
  },
  "a list of pairs in the place of the headers": { headers: [["X-Tag", "a"]] },
  "a Map in the place of the headers": { headers: new Map([["X-Tag", HOSTILE]]) },
  "nothing in the place of a header": { headers: { "X-Tag": null } },
  "a number in the list of recipients": { bcc: [0] },
};

/** Options that other libraries have, and that would reach the wire unchecked. */
const OPTIONS = [
  "raw",
  "envelope",
  "dsn",
  "boundary",
  "path",
  "href",
  "icalEvent",
  "watchHtml",
  "list",
  "sender",
  "encodings",
];

/** Values of other types than those that are checked as text. */
export function forgedValues(): readonly Attack[] {
  const typeErrors = (name: string, given: () => Given): Attack => ({
    name,
    send: async (connect) => await sendDraft(messageOf(given()), connect),
    expected: { errors: ["TypeError"] },
  });
  const refusals = (name: string, given: () => Given): Attack => ({
    ...typeErrors(name, given),
    expected: { errors: REFUSALS },
  });
  return [
    ...Object.entries(FIELDS).flatMap(([field, given]) =>
      valuesOf(field).map(([value, make]) => typeErrors(`${value} as ${field}`, () => given(make()))),
    ),
    ...Object.entries(BY_HAND).flatMap(([field, given]) =>
      valuesOf(field).map(([value, make]) => refusals(`${value} as ${field}`, () => given(make()))),
    ),
    ...ATTRIBUTES.flatMap((attribute) =>
      valuesOf(attribute).map(([value, make]) => ({
        name: `${value} as ${attribute} of a draft that was made`,
        send: (connect: Parameters<Attack["send"]>[0]) =>
          sendDraft(Object.assign(messageOf({}), { [attribute]: make() }), connect),
        expected: { errors: ["TypeError"] },
      })),
    ),
    ...Object.entries(LISTS).map(([name, given]) => typeErrors(name, () => given)),
    ...OPTIONS.map((option) => typeErrors(`the option ${option}`, () => ({ [option]: HOSTILE }))),
  ];
}

function valuesOf(field: string): readonly (readonly [name: string, make: () => unknown])[] {
  return Object.entries(VALUES).filter(([value]) => {
    if (!TAKES_OBJECTS.includes(field)) return true;
    return !EMPTY_OBJECTS.includes(value) && !(field === "extraHeaders" && value.startsWith("{"));
  });
}
