import { expect } from "vitest";
import { type Attack, REFUSALS, type Refused, type Sent, sendDraft, sent } from "./attack.ts";
import { CANARY } from "./canaries.ts";
import { DIFFERENCES } from "./differences.ts";
import { type Entry, entries } from "./entries.ts";
import { type Given, messageOf } from "./given.ts";
import type { Letter } from "./letter.ts";
import type { Options } from "./targets.ts";
import { bodiesOf, leaves } from "./wire-part.ts";

type Input = Readonly<Record<string, unknown>>;

/** Options that other libraries have and Posthorn has not, or not yet: where there is none, there is nothing to attack. */
const NO_SUCH_OPTION: Readonly<Record<string, string>> = {
  envelope: "envelope",
  raw: "raw",
  boundary: "boundary",
  dsn: "dsn",
  file_name: "fileName",
};

/** Options of a backend by their names in an entry. */
const CONFIG: Readonly<Record<string, string>> = { name: "localName", host: "host" };

/** What is carried out in a test of its own, named after it. */
const OWN_TESTS = /^(?:ACCESS-023|ADDR-053|DOS-|SECRETS-)/;

/** The attacks of the list that are carried out through every backend. */
export function listed(classes: readonly string[], place: (text: string) => string): readonly Attack[] {
  return entries
    .filter(({ id, class: name }) => classes.includes(name) && !OWN_TESTS.test(id))
    .map((entry) => attackOf(entry, place));
}

/** @param place - puts the places of canaries into a text */
function attackOf(entry: Entry, place: (text: string) => string): Attack {
  const { id, target, input, expect: wanted } = entry;
  const name = `${id}: ${target}, ${wanted.meaning}`;
  const options = optionsOf(input);
  const given = (): Given => givenOf(input, place);
  const send: Attack["send"] = async (connect) => {
    const begun = performance.now();
    try {
      const draft = messageOf(given());
      if (typeof input.attachFile === "string") await draft.attachFile(place(input.attachFile));
      return await sendDraft(draft, () => connect(options));
    } finally {
      const limit = wanted.assert?.time_ms;
      if (typeof limit === "number") expect(performance.now() - begun).toBeLessThan(limit);
    }
  };
  const backends = "config" in input ? { backends: ["smtp"] } : {};
  const isOption = Object.keys(options).length > 0;
  return { name, send, isOption, ...backends, expected: refusalOf(entry) ?? sentOf(entry, given) };
}

/** How an entry must be refused; undefined for one that must be sent. */
function refusalOf({ id, input, expect: { outcome, error } }: Entry): Refused | undefined {
  const option = Object.keys(NO_SUCH_OPTION).find((key) => key in input);
  const missing = option === undefined ? optionNamed(input, "name") : NO_SUCH_OPTION[option];
  if (missing !== undefined) return { errors: ["TypeError"], says: new RegExp(`takes no option "${missing}"`) };
  const does = DIFFERENCES.find((difference) => difference.id === id)?.does;
  if (does !== undefined) return does === "sends" ? undefined : { errors: [does] };
  return outcome === "reject" ? { errors: error?.split("|") ?? REFUSALS } : undefined;
}

function optionNamed(input: Input, key: string): string | undefined {
  return typeof input.config === "object" && input.config !== null && key in input.config ? CONFIG[key] : undefined;
}

/** The options of the backend that an entry is about. */
function optionsOf({ config, dsn, file_name: fileName }: Input): Options {
  const { auth, ...others } = (config ?? {}) as { readonly auth?: { readonly user: string; readonly pass: string } };
  return {
    ...Object.fromEntries(Object.entries(others).map(([key, value]) => [CONFIG[key] ?? key, value])),
    ...(auth ? { username: auth.user, password: auth.pass } : {}),
    ...(dsn === undefined ? {} : { dsn }),
    ...(fileName === undefined ? {} : { fileName }),
  };
}

const SAME = ["subject", "body", "html", "headers", "envelope", "raw", "boundary"];
const LISTS: Readonly<Record<string, string>> = { to: "to", cc: "cc", bcc: "bcc", reply_to: "replyTo" };

/** What a message is made of, in Posthorn's words. */
function givenOf(input: Input, place: (text: string) => string): Given {
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(JSON.parse(place(JSON.stringify(input))) as Input)) {
    const list = LISTS[key];
    if (SAME.includes(key)) given[key] = value;
    else if (key === "from") given.fromEmail = mailboxOf(value);
    else if (list !== undefined) given[list] = Array.isArray(value) ? value.map(mailboxOf) : value;
    else if (key === "attachments") given.attachments = (value as readonly Input[]).map(attachmentOf);
    else if (key === "gen") Object.assign(given, generated(value as Input));
  }
  return given;
}

/** `{ name, address }` as one string, the name quoted (RFC 5322, 3.2.4). */
function mailboxOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { name, address } = value as { readonly name?: string; readonly address: string };
  return name === undefined ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;
}

/** What Posthorn has no words for stays an object, which is no attachment. */
function attachmentOf(file: Input): unknown {
  if ("path" in file || "href" in file) return file;
  const { filename, content, content_b64: base64, mimetype, cid } = file;
  const octets = typeof base64 === "string" ? new Uint8Array(Buffer.from(base64, "base64")) : content;
  return [filename, octets, cid === undefined ? mimetype : { mimetype, contentId: cid }];
}

function generated({ field, repeat, n, suffix = "", list }: Input): Given {
  const count = Number(n);
  if (typeof list === "string")
    return { [String(field)]: Array.from({ length: count }, (_, index) => list.replace("{i}", String(index))) };
  const text = String(repeat).repeat(count) + String(suffix);
  if (field === "headers.X-Extra") return { headers: { "X-Extra": text } };
  return { [String(field)]: field === "to" ? [text] : text };
}

const LISTS_OF_RECIPIENTS = ["to", "cc", "bcc"];

/** What must be read of an entry that is sent. */
function sentOf({ id, input, expect: wanted }: Entry, given: () => Given): Sent {
  const message = given();
  const recipients = LISTS_OF_RECIPIENTS.flatMap((name) => (message[name] ?? []) as string[]);
  const to = recipients.length === 0 || !("to" in message) ? ["to@example.com", ...recipients] : recipients;
  const reads = (letter: Letter): void => {
    expect(letter.octets.toString(), "what no message may read").not.toContain(CANARY);
    for (const [name, value] of Object.entries(wanted.assert ?? {})) {
      const assertion = ASSERTIONS[name];
      if (!assertion) throw new Error(`No assertion is named ${name}.`);
      assertion(value, letter, { id, input, to });
    }
  };
  return sent("", given, { to, reads }).expected as Sent;
}

/** What an assertion can look at beside the message. */
interface Context {
  readonly id: string;
  readonly input: Input;
  /** The recipients of the envelope. */
  readonly to: readonly string[];
}

/** Every assertion of an entry about a message that was sent, by its name. */
const ASSERTIONS: Readonly<Record<string, (value: unknown, letter: Letter, context: Context) => void>> = {
  messages: (value) => expect(value).toBe(1),
  no_bare_cr: (_, { octets }) => expect(octets.toString("latin1")).not.toMatch(/\r(?!\n)/),
  no_bare_lf: (_, { octets }) => expect(octets.toString("latin1")).not.toMatch(/(?<!\r)\n/),
  no_nul: (_, { octets }) => expect(octets.includes(0)).toBe(false),
  max_line: (value, { octets }) =>
    expect(
      Math.max(
        ...octets
          .toString("latin1")
          .split("\r\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(Number(value)),
  decoded_subject: (value, { email }) => expect(email.subject).toBe(value),
  one_header: (value, { wire }) => expect(bodiesOf(wire, String(value))).toHaveLength(1),
  header_absent: (value, { wire }) => expect(bodiesOf(wire, String(value))).toEqual([]),
  rcpt_exact: (value, _, { to }) => expect(to).toEqual(value),
  rcpt_not_domain: (value, _, { to }) =>
    expect(to.map((address) => address.slice(address.lastIndexOf("@") + 1))).not.toContain(value),
  body_equals: (_, { wire }, { input }) => expect(decoded(wire).trimEnd()).toBe(unixLines(bodyOf(input)).trimEnd()),
  one_filename: (_, { wire }) => {
    const [, file] = leaves(wire);
    const names = file?.fields.join(";").match(/\bfilename(?:\*0)?\*?=/g);
    expect(names).toHaveLength(1);
  },
  attachment_exact: (_, { wire }, { id, input }) => {
    const [file] = input.attachments as readonly Input[];
    const { content, content_b64: base64 } = file ?? {};
    const octets = Buffer.from(String(base64 ?? content), base64 === undefined ? "utf8" : "base64");
    const isSame = leaves(wire)[1]?.content.equals(octets);
    expect(isSame).toBe(!DIFFERENCES.some((difference) => difference.id === id));
  },
  attachment_type: (value, { email }) => expect(email.attachments.map(({ mimeType }) => mimeType)).toEqual([value]),
};

function bodyOf({ body, gen }: Input): string {
  return String(body ?? generated(gen as Input).body);
}

const decoded = (wire: Letter["wire"]): string => unixLines((leaves(wire)[0]?.content ?? "").toString());
const unixLines = (text: string): string => text.replace(/\r\n|\r|\n/g, "\n");
