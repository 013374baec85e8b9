import { HeaderField } from "@posthorn/core/mime";
import { checkExpectedText, type ExpectedText, isAsymmetric, isExpectedText, shownExpected } from "./expected-text.ts";
import type { Difference } from "./text-difference.ts";

/** One mailbox among others, or a list of exactly those that there are, in any order. */
export type ExpectedMailboxes = ExpectedText | readonly ExpectedText[];

/** @throws TypeError for anything that no mailbox can be held against; BadAddressError for a string that is none */
export function checkExpectedMailbox(what: string, expected: unknown): asserts expected is ExpectedText {
  checkExpectedText(what, expected);
  if (typeof expected === "string") HeaderField.mailboxes("To", [expected], what);
}

/** Likewise, for one mailbox or a list. */
export function checkExpectedMailboxes(what: string, expected: unknown): asserts expected is ExpectedMailboxes {
  for (const one of Array.isArray(expected) ? expected : [expected]) checkExpectedMailbox(what, one);
}

/** How mailboxes differ from those that must be; undefined if they do not. */
export function mailboxesDifference(mailboxes: readonly string[], expected: ExpectedMailboxes): Difference | undefined {
  const wanted: readonly ExpectedText[] = isList(expected) ? expected : [expected];
  const missing = wanted.filter((one) => !isAmong(mailboxes, one));
  const further = isList(expected) ? mailboxes.filter((one) => !wanted.some((other) => isMailbox(one, other))) : [];
  const isCountWrong = isList(expected) && expected.length !== mailboxes.length;
  if (missing.length === 0 && further.length === 0 && !isCountWrong) return undefined;
  return {
    lines: [
      `expected  ${shownList(expected)}`,
      `sent      ${mailboxes.length === 0 ? "nobody" : mailboxes.join(", ")}`,
      ...(isList(expected) && missing.length > 0 ? [`missing   ${missing.map(shownExpected).join(", ")}`] : []),
      ...(further.length > 0 ? [`besides   ${further.join(", ")}`] : []),
    ],
    likeness: (wanted.length - missing.length) / (wanted.length + further.length || 1),
  };
}

/** Whether a mailbox is the one that is expected, whose name counts if it has one. */
function isMailbox(mailbox: string, expected: ExpectedText): boolean {
  if (isAsymmetric(expected)) return isExpectedText(mailbox, expected);
  const { name, address } = partsOf(mailbox);
  if (expected instanceof RegExp) return isExpectedText(mailbox, expected) || isExpectedText(address, expected);
  const wanted = partsOf(expected);
  return wanted.address === address && (wanted.name === "" || wanted.name === name);
}

function isAmong(mailboxes: readonly string[], expected: ExpectedText): boolean {
  // expect.arrayContaining([…]) speaks of the list.
  const kind = isAsymmetric(expected) && "getExpectedType" in expected ? expected.getExpectedType : undefined;
  if (typeof kind === "function" && kind.call(expected) === "array")
    return isAsymmetric(expected) && expected.asymmetricMatch([...mailboxes]);
  return mailboxes.some((mailbox) => isMailbox(mailbox, expected));
}

function shownList(expected: ExpectedMailboxes): string {
  if (!isList(expected)) return shownExpected(expected);
  return expected.length === 0 ? "nobody" : `${expected.map(shownExpected).join(", ")} and nobody else`;
}

function isList(expected: ExpectedMailboxes): expected is readonly ExpectedText[] {
  return Array.isArray(expected);
}

/** A mailbox taken apart; one that cannot be sent, as it stands in a draft, is an address. */
function partsOf(mailbox: string): { readonly name: string; readonly address: string } {
  const value = fieldOf(mailbox);
  const [, name = "", bracketed] = /^(.*) <([^<>]*)>$/.exec(value) ?? [];
  const address = bracketed ?? value;
  const at = address.lastIndexOf("@") + 1;
  // RFC 5321, 2.4: the case of a domain means nothing, that of what stands before it may.
  return { name, address: address.slice(0, at) + address.slice(at).toLowerCase() };
}

function fieldOf(mailbox: string): string {
  try {
    return HeaderField.mailboxes("To", [mailbox]).value;
  } catch {
    return mailbox.trim();
  }
}
