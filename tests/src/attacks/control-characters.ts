import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listUnsubscribe, mailAdmins, mailManagers, replyHeaders, sendMail, sendMassMail } from "@posthorn/core";
import { HeaderField, MimePart, type TransferEncoding } from "@posthorn/core/mime";
import { type Attack, type Connect, sendDraft } from "./attack.ts";
import { type Given, messageOf } from "./given.ts";
import { configure } from "./settings.ts";

/** What ends a line somewhere, or must not stand in a header for another reason (RFC 5322, 2.2). */
const CHARACTERS: readonly string[] = [
  "\r",
  "\n",
  "\r\n",
  "\r\n ",
  "\r\n\t",
  "\n ",
  "\r\n\r\n",
  "\n\n",
  "\0",
  "\v",
  "\f",
  "\x1b",
  "\x1c",
  "\x7f",
  "\x85",
  "\u2028",
  "\u2029",
];

/** Every other one, for the values that people write. */
const OTHER_CHARACTERS: readonly string[] = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => character !== "\t" && !CHARACTERS.includes(character),
);

/** A value that becomes a part of a header. */
interface Slot {
  readonly errors: readonly string[];
  send(character: string, connect: Connect): Promise<number>;
  /** Whether the operating system takes the character here. */
  takes?(character: string): boolean;
}

const INJECTED = "X-Injected: pwned";

const draft = (given: (character: string) => Given, ...errors: readonly string[]): Slot => ({
  errors: errors.length === 0 ? ["BadHeaderError"] : errors,
  send: (character, connect) => sendDraft(messageOf(given(character)), connect),
});

/** A part that is attached. */
const part = (make: (character: string) => MimePart, ...errors: readonly string[]): Slot =>
  draft((character) => ({ attachments: [make(character)] }), ...errors);

const field = (make: (character: string) => HeaderField, ...errors: readonly string[]): Slot =>
  part((character) => new MimePart({ contentType: "text/plain", content: "x", headers: [make(character)] }), ...errors);

type Settings = Parameters<typeof configure>[0];

const setting = (
  make: (character: string) => Settings,
  send: (connect: Connect) => Promise<number>,
  ...errors: readonly string[]
): Slot => ({
  errors,
  send: async (character, connect) => {
    configure(make(character));
    return await send(connect);
  },
});

const toAdmins = (connect: Connect): Promise<number> => mailAdmins("hi", "hello", { connection: connect() });
const toManagers = (connect: Connect): Promise<number> => mailManagers("hi", "hello", { connection: connect() });
const fromDefault = (connect: Connect): Promise<number> => sendDraft(messageOf({ fromEmail: null }), connect);

/** A variable that is set while it sends. No variable can hold a NUL. */
const variable = (name: string, value: (character: string) => string, send: Slot["send"], error: string): Slot => ({
  errors: [error],
  takes: (character) => character !== "\0",
  send: async (character, connect) => {
    const before = process.env[name];
    process.env[name] = value(character);
    try {
      return await send(character, connect);
    } finally {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
  },
});

const ADMINS = ["admin@example.com"];

const mailboxSlots = (name: string, given: (mailbox: string) => Given): readonly (readonly [string, Slot])[] => [
  [`the quoted name of ${name}`, draft((c) => given(`"A${c}${INJECTED}" <a@example.com>`))],
  [`the name of ${name}`, draft((c) => given(`A${c}X <a@example.com>`))],
  [`the local part of ${name}`, draft((c) => given(`a${c}b@example.com`))],
  [`the quoted local part of ${name}`, draft((c) => given(`"a${c}b"@example.com`))],
  [`the domain of ${name}`, draft((c) => given(`a@exam${c}ple.com`))],
  [`the domain literal of ${name}`, draft((c) => given(`a@[127.0.0.1${c}]`))],
  [`the end of ${name}`, draft((c) => given(`a@example.com${c}`))],
  [`the beginning of ${name}`, draft((c) => given(`${c}a@example.com`))],
];

const HEADERS = ["X-Tag", "Message-ID", "Date", "From", "To", "Sender", "Reply-To", "List-Unsubscribe", "References"];

const SLOTS: readonly (readonly [name: string, slot: Slot])[] = [
  ["the subject", draft((c) => ({ subject: `hi${c}${INJECTED}` }))],
  ["the beginning of the subject", draft((c) => ({ subject: `${c}hi` }))],
  ["the end of the subject", draft((c) => ({ subject: `hi${c}` }))],
  ["a subject of non-ASCII text", draft((c) => ({ subject: `hé${c}${INJECTED}` }))],
  ["a subject that looks like an encoded-word", draft((c) => ({ subject: `=?utf-8?q?a${c}b?=` }))],
  ...mailboxSlots("fromEmail", (fromEmail) => ({ fromEmail })),
  ...mailboxSlots("to", (to) => ({ to: [to] })),
  ...mailboxSlots("cc", (cc) => ({ cc: [cc] })),
  ...mailboxSlots("bcc", (bcc) => ({ bcc: [bcc] })),
  ...mailboxSlots("replyTo", (replyTo) => ({ replyTo: [replyTo] })),
  ...HEADERS.map((name) => {
    const slot = draft((c) => ({ headers: { [name]: `<a@example.com>${c}${INJECTED}` } }));
    return [`the header ${name}`, slot] as const;
  }),
  ["the name of a header", draft((c) => ({ headers: { [`X-Tag${c}${INJECTED}`]: "v" } }))],
  ["the name of a header in full", draft((c) => ({ headers: { [`X-Tag: v${c}Bcc`]: "v" } }))],
  ["the contentSubtype", draft((c) => ({ contentSubtype: `plain${c}${INJECTED}` }))],
  ["the encoding", draft((c) => ({ encoding: `utf-8${c}${INJECTED}` }))],
  ["the name of a file", draft((c) => ({ attachments: [[`a${c}${INJECTED}.txt`, "x", "text/plain"]] }))],
  ["the end of a file's name", draft((c) => ({ attachments: [[`a.txt${c}`, "x", "text/plain"]] }))],
  ["a file's name of non-ASCII text", draft((c) => ({ attachments: [[`é${c}.txt`, "x", "text/plain"]] }))],
  [
    "the name of a file that is no text",
    draft((c) => ({ attachments: [[`a${c}.bin`, new Uint8Array([1]), "image/png"]] })),
  ],
  ["the media type of a file", draft((c) => ({ attachments: [["a.txt", "x", `text/plain${c}${INJECTED}`]] }))],
  ["the subtype of a file", draft((c) => ({ attachments: [["a", new Uint8Array([1]), `image/p${c}ng`]] }))],
  [
    "a parameter of a file's type",
    draft((c) => ({ attachments: [["a.txt", "x", `text/plain; x="${c}${INJECTED}"`]] })),
  ],
  [
    "the contentId of an image",
    draft((c) => ({
      html: "<p>",
      attachments: [attachmentWithId(`logo${c}${INJECTED}`)],
    })),
  ],
  ["the media type of a version", draft((c) => ({ alternatives: [["x", `text/x${c}${INJECTED}`]] }))],
  ["a parameter of a version's type", draft((c) => ({ alternatives: [["x", `text/x; y="${c}"`]] }))],

  ["the name of a HeaderField", field((c) => HeaderField.unstructured(`X-Tag${c}Bcc`, "v"))],
  ["the value of a HeaderField", field((c) => HeaderField.unstructured("X-Tag", `v${c}${INJECTED}`))],
  ["the name of a HeaderField of mailboxes", field((c) => HeaderField.mailboxes(`X-Tag${c}`, ["a@example.com"]))],
  ["a mailbox of a HeaderField", field((c) => HeaderField.mailboxes("X-Tag", [`a@example.com${c}${INJECTED}`]))],
  ["the name of a HeaderField with parameters", field((c) => HeaderField.parameterized(`X${c}`, "v", []))],
  ["the value of a HeaderField with parameters", field((c) => HeaderField.parameterized("X", `v${c}`, []))],
  [
    "a parameter's name of a HeaderField",
    field((c) => HeaderField.parameterized("X", "v", [[`p${c}`, "v"]]), "InvalidMessageError", "BadHeaderError"),
  ],
  ["a parameter of a HeaderField", field((c) => HeaderField.parameterized("X", "v", [["p", `v${c}${INJECTED}`]]))],
  ["the contentType of a MimePart", part((c) => new MimePart({ contentType: `text/plain${c}`, content: "x" }))],
  [
    "the boundary of a MimePart",
    part((c) => {
      const content = [new MimePart({ contentType: "text/plain", content: "x" })];
      return new MimePart({ contentType: `multipart/mixed; boundary="a${c}b"`, content });
    }),
  ],
  [
    "the transferEncoding of a MimePart",
    part(
      (c) =>
        new MimePart({ contentType: "image/png", content: "x", transferEncoding: `base64${c}` as TransferEncoding }),
      "InvalidMessageError",
    ),
  ],

  [
    "the subject of sendMail()",
    {
      errors: ["BadHeaderError"],
      send: (c, connect) => sendMail(`hi${c}`, "b", "a@example.com", ["b@example.com"], { connection: connect() }),
    },
  ],
  [
    "a subject of sendMassMail()",
    {
      errors: ["BadHeaderError"],
      send: (c, connect) =>
        sendMassMail([[`hi${c}`, "b", "a@example.com", ["b@example.com"]]], { connection: connect() }),
    },
  ],
  [
    "the subject of mailAdmins()",
    {
      errors: ["BadHeaderError"],
      send: (c, connect) => {
        configure({ admins: ADMINS });
        return mailAdmins(`hi${c}${INJECTED}`, "b", { connection: connect() });
      },
    },
  ],
  [
    "the url of listUnsubscribe()",
    draft((c) => ({ headers: listUnsubscribe({ url: `https://example.com/${c}${INJECTED}` }) })),
  ],
  ["the mailto of listUnsubscribe()", draft((c) => ({ headers: listUnsubscribe({ mailto: `a@example.com${c}` }) }))],
  [
    "the mailto URL of listUnsubscribe()",
    draft((c) => ({ headers: listUnsubscribe({ mailto: `mailto:a@example.com?subject=${c}` }) })),
  ],
  [
    "the messageId of replyHeaders()",
    draft((c) => ({ headers: replyHeaders({ messageId: `<a${c}b@example.com>` }) }), "BadHeaderError"),
  ],
  [
    "the references of replyHeaders()",
    draft((c) => ({ headers: replyHeaders({ messageId: "<a@b>", references: [`<c${c}d@e>`] }) })),
  ],

  ["admins, in a name", setting((c) => ({ admins: [[`A${c}`, "a@b.c"]] }), toAdmins, "BadHeaderError")],
  ["admins, in an address", setting((c) => ({ admins: [["A", `a${c}@b.c`]] }), toAdmins, "ConfigurationError")],
  ["admins, in a mailbox", setting((c) => ({ admins: [`"A${c}" <a@b.c>`] }), toAdmins, "ConfigurationError")],
  ["managers, in a name", setting((c) => ({ managers: [[`A${c}`, "a@b.c"]] }), toManagers, "BadHeaderError")],
  ["managers, in a mailbox", setting((c) => ({ managers: [`a${c}@b.c`] }), toManagers, "ConfigurationError")],
  [
    "emailSubjectPrefix",
    setting((c) => ({ admins: ADMINS, emailSubjectPrefix: `[A]${c}${INJECTED}` }), toAdmins, "BadHeaderError"),
  ],
  ["serverEmail", setting((c) => ({ admins: ADMINS, serverEmail: `a@b.c${c}` }), toAdmins, "ConfigurationError")],
  ["defaultFromEmail", setting((c) => ({ defaultFromEmail: `"A${c}" <a@b.c>` }), fromDefault, "ConfigurationError")],
  ["defaultCharset", setting((c) => ({ defaultCharset: `utf-8${c}` }), fromDefault, "ConfigurationError")],
  ["messageIdDomain", setting((c) => ({ messageIdDomain: `example.com${c}` }), fromDefault, "ConfigurationError")],
  ["idSource", setting((c) => ({ idSource: () => `id${c}${INJECTED}` }), fromDefault, "ConfigurationError")],
  [
    "DEFAULT_FROM_EMAIL",
    variable(
      "DEFAULT_FROM_EMAIL",
      (c) => `a@b.c${c}x`,
      (_, connect) => fromDefault(connect),
      "ConfigurationError",
    ),
  ],
  [
    "DEFAULT_CHARSET",
    variable(
      "DEFAULT_CHARSET",
      (c) => `utf-8${c}x`,
      (_, connect) => fromDefault(connect),
      "ConfigurationError",
    ),
  ],
  [
    "ADMINS",
    variable(
      "ADMINS",
      (c) => `"A${c}" <a@b.c>`,
      (_, connect) => toAdmins(connect),
      "ConfigurationError",
    ),
  ],
  [
    "EMAIL_SUBJECT_PREFIX",
    variable(
      "EMAIL_SUBJECT_PREFIX",
      (c) => `[A]${c}${INJECTED}`,
      (_, connect) => {
        configure({ admins: ADMINS });
        return toAdmins(connect);
      },
      "BadHeaderError",
    ),
  ],
  [
    "the name of a file that attachFile() reads",
    {
      errors: ["BadHeaderError"],
      takes: (character) => character !== "\0",
      async send(character, connect) {
        const folder = mkdtempSync(join(tmpdir(), "posthorn-attacks-"));
        try {
          const path = join(folder, `a${character}b.txt`);
          writeFileSync(path, "x");
          const message = messageOf({});
          await message.attachFile(path);
          return await sendDraft(message, connect);
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    },
  ],
];

/** What people write, in which every other control character is tried too. */
const WRITTEN = [
  "the subject",
  "the quoted name of to",
  "the header X-Tag",
  "the name of a file",
  "the contentId of an image",
];

/** Values that become part of a header, with what would end its line. */
export function controlCharacters(): readonly Attack[] {
  return SLOTS.flatMap(([name, { errors, send, takes = () => true }]) =>
    [...CHARACTERS, ...(WRITTEN.includes(name) ? OTHER_CHARACTERS : [])].filter(takes).map((character) => ({
      name: `${JSON.stringify(character).replace(/[\x7f-\u2029]/g, escaped)} in ${name}`,
      send: (connect: Connect) => send(character, connect),
      expected: { errors },
    })),
  );
}

function attachmentWithId(contentId: string): unknown {
  return ["a.png", new Uint8Array([1]), { mimetype: "image/png", contentId }];
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
