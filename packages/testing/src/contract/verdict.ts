import { AssertionError } from "node:assert/strict";
import { inspect, isDeepStrictEqual } from "node:util";
import { octetDifference } from "../octet-difference.ts";

/** A value on few lines, whose long texts are cut. */
export const show = (value: unknown): string => inspect(value, { depth: 4, breakLength: 100, maxStringLength: 100 });

/** Fails with what was looked at, what was expected, and what it was; of long texts and lists from where they differ. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const { where, left, right } = difference(actual, expected);
  fail(`${what}${where}: expected ${show(right)}; got ${show(left)}.`);
}

interface Difference {
  readonly where: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** The part of two values in which they differ, and where it is. */
function difference(actual: unknown, expected: unknown): Difference {
  const whole = { where: "", left: actual, right: expected };
  if (typeof actual === "string" && typeof expected === "string" && actual.length + expected.length > 150) {
    let at = 0;
    while (actual[at] === expected[at]) at += 1;
    const from = Math.max(0, at - 10);
    return { where: `, from character ${from} on`, left: actual.slice(from), right: expected.slice(from) };
  }
  if (!Array.isArray(actual) || !Array.isArray(expected) || actual.length !== expected.length) return whole;
  const at = expected.findIndex((item, index) => !isDeepStrictEqual(item, actual[index]));
  if (expected.length < 4) return whole;
  const { where, left, right } = difference(actual[at], expected[at]);
  return { where: `, ${at + 1} of ${expected.length}${where}`, left, right };
}

/** What a case says of a backend that does not hold it. */
export class Verdict extends AssertionError {}

/** Fails with what a backend did, and with the error that it threw, if it did. */
export function fail(message: string, thrown?: unknown): never {
  const error = new Verdict({ message, stackStartFn: fail });
  throw thrown === undefined ? error : Object.assign(error, { cause: essence(thrown) });
}

/** What is read of an error. With the report, a test runner would print each message of the batch. */
function essence(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const { name, message, stack, cause } = thrown;
  const error = new Error(message, cause === undefined ? {} : { cause: essence(cause) });
  return Object.assign(error, { name, stack });
}

/** Fails unless a call answers this, and with what it throws if it throws. */
export async function expectAnswer(what: string, call: () => unknown, expected: unknown): Promise<void> {
  let answer: unknown;
  try {
    answer = await call();
  } catch (error) {
    if (error instanceof Verdict) throw error;
    fail(`${what}: expected ${show(expected)}; it threw ${String(error)}`, error);
  }
  expectSame(what, answer, expected);
}

/** Fails with a sentence unless something holds. */
export function expectThat(holds: boolean, sentence: string): asserts holds {
  if (!holds) fail(sentence);
}

/** Fails with the first octet that differs, where a dump of both would tell nobody anything. */
export function expectSameOctets(what: string, actual: Uint8Array, expected: Uint8Array): void {
  const difference = octetDifference(expected, actual);
  if (difference === undefined) return;
  fail(`${what}: expected ${expected.length} octets, got ${actual.length}; ${difference}.`);
}

/** An error class, as `instanceof` takes it. */
type ErrorClass = abstract new (...args: never) => Error;

/** What a call throws, which must be an error of one of these classes. */
export async function thrownBy<Class extends ErrorClass>(
  what: string,
  call: () => unknown,
  ...classes: readonly Class[]
): Promise<InstanceType<Class>> {
  const refused = `${what} must be refused with ${classes.map(({ name }) => name).join(" or ")}`;
  let answer: unknown;
  try {
    answer = await call();
  } catch (error) {
    if (classes.some((each) => error instanceof each)) return error as InstanceType<Class>;
    fail(`${refused}; it threw ${String(error)}`, error);
  }
  fail(`${refused}; the call answered ${show(answer)}.`);
}
