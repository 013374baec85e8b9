import type { BaseEmailBackend, EmailMultiAlternatives } from "@posthorn/core";
import { expect } from "vitest";
import { expectGiven, type Given, messageOf } from "./given.ts";
import { expectSound, type Letter, readLetter } from "./letter.ts";
import { configure } from "./settings.ts";
import type { Leak, Options, Target } from "./targets.ts";

/** Makes a backend, with options that may be none. */
export type Connect = (options?: Options) => BaseEmailBackend;

/** It leaves, and means what it should. */
export interface Sent {
  /** The bare addresses of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  /** Expects that a reader has what was meant. */
  reads(letter: Letter): Promise<void> | void;
}

/** It is refused before an octet leaves. */
export interface Refused {
  /** The names of the errors of which one must be thrown. */
  readonly errors: readonly string[];
  /** What the error says. */
  readonly says?: RegExp;
}

/** It is refused, or what leaves never holds this: which of them depends on when a value is read that changes. */
interface Never {
  readonly never: RegExp;
}

/** Something hostile, and what must become of it through every backend. */
export interface Attack {
  readonly name: string;
  /** Makes a message of it and sends it. */
  send(connect: Connect): Promise<number>;
  readonly expected: Sent | Refused | Never;
  /** The backends that have what is attacked. @defaultValue every one */
  readonly backends?: readonly string[];
  /** Whether it is an option of the backend. @defaultValue false */
  readonly isOption?: boolean;
}

/** What `given` answers, or itself: what can be read once is made anew for every backend. */
export type Making = Given | (() => Given);

/** A message that must be refused by an error of one of these names. */
export function refused(name: string, given: Making, ...errors: readonly string[]): Attack {
  return { name, send: sending(given), expected: { errors } };
}

/** A message that must be sent, and mean what was given. */
export function sent(name: string, given: Making, expected: Partial<Sent> = {}): Attack {
  const reads = async (letter: Letter): Promise<void> => {
    expectGiven(typeof given === "function" ? given() : given, letter);
    await expected.reads?.(letter);
  };
  return {
    name,
    send: sending(given),
    expected: { from: "from@example.com", to: ["to@example.com"], ...expected, reads },
  };
}

/** Sends a draft that was made. */
export async function sendDraft(draft: EmailMultiAlternatives, connect: Connect): Promise<number> {
  draft.connection = connect();
  return await draft.send();
}

function sending(given: Making): Attack["send"] {
  return (connect) => sendDraft(messageOf(typeof given === "function" ? given() : given), connect);
}

/** The errors by which a message, an option or a setting is refused: the closed set, without what a server does. */
export const REFUSALS: readonly string[] = [
  "InvalidMessageError",
  "BadHeaderError",
  "BadAddressError",
  "StreamedContentError",
  "UnsupportedEncodingError",
  "UnsupportedFeatureError",
  "ConfigurationError",
  "TypeError",
];

/** The targets that an attack is carried out on. */
export function targetsOf({ backends, isOption }: Attack, targets: readonly Target[]): readonly Target[] {
  return targets.filter(
    ({ name, knowsNoOptions }) =>
      (backends === undefined || backends.includes(name)) && !(isOption === true && knowsNoOptions),
  );
}

/** Carries an attack out, and expects of each target the same. */
export async function carryOut(attack: Attack, targets: readonly Target[]): Promise<void> {
  const { expected } = attack;
  let first: Letter | undefined;
  for (const target of targetsOf(attack, targets)) {
    configure();
    const answer = await answerOf(attack, target);
    // The copy in an outbox is written anew, with the ids from the first on.
    configure();
    const leak = await target.leak();
    if ("errors" in expected) expectRefused(answer, leak, target.name, expected);
    else if ("never" in expected) {
      if (answer instanceof Error) expectRefused(answer, leak, target.name, { errors: REFUSALS });
      else expectNever(leak, expected.never);
    } else {
      if (answer instanceof Error) throw answer;
      expect(answer, target.name).toBe(1);
      first = await expectSent(leak, target.name, expected, first);
    }
  }
}

async function answerOf({ send }: Attack, target: Target): Promise<unknown> {
  try {
    return await send((options) => target.connect(options));
  } catch (error) {
    return error;
  }
}

function expectRefused(answer: unknown, { traces }: Leak, target: string, { errors, says }: Refused): void {
  if (!(answer instanceof Error)) expect.fail(`${target} must refuse it; the answer was ${String(answer)}`);
  const { name, message } = answer;
  expect(errors, `${target}: ${message}`).toContain(name);
  if (says) expect(message).toMatch(says);
  // Whoever logs an error must not be attacked by it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  expect(message, "the message of the error").not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029]/);
  expect(traces, `what left through ${target}`).toBe(0);
}

function expectNever({ mails = [], commands = [] }: Leak, never: RegExp): void {
  for (const command of commands) expect(command).toMatch(/^(?:EHLO \S+|(?:MAIL FROM|RCPT TO):<[^<>\s]+>|DATA|QUIT)$/);
  for (const mail of mails) expect(Buffer.from(mail).toString("latin1")).not.toMatch(never);
}

/** Reads what left through the first target; through the others must leave the same octets. */
async function expectSent(leak: Leak, target: string, expected: Sent, first: Letter | undefined): Promise<Letter> {
  const { mails, isText, commands } = leak;
  if (commands) expect(commands).toEqual(commandsOf(expected));
  if (mails === undefined && first) return first;
  expect(mails, target).toHaveLength(1);
  const octets = Buffer.from(mails?.[0] ?? []);
  if (first) {
    const same = isText ? Buffer.from(first.octets.toString().replaceAll("\r\n", "\n")) : first.octets;
    if (!octets.equals(same)) expect(octets.toString(), target).toBe(same.toString());
    return first;
  }
  const letter = await readLetter(octets);
  expectSound(letter);
  await expected.reads(letter);
  return letter;
}

/** Every command of one transaction; the parameters of MAIL are those that a message can need. */
function commandsOf({ from, to }: Sent): readonly unknown[] {
  const sender = from.replace(/[^\w@-]/g, "\\$&");
  return [
    expect.stringMatching(/^EHLO [\w.[\]:-]+$/),
    expect.stringMatching(new RegExp(`^MAIL FROM:<${sender}>(?: BODY=8BITMIME)?(?: SMTPUTF8)?$`)),
    ...to.map((address) => `RCPT TO:<${address}>`),
    "DATA",
    "QUIT",
  ];
}
