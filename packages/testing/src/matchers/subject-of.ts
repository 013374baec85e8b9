import { inspected } from "../inspected.ts";
import { contentOf, isMail, type MailContent } from "../reading/mail-content.ts";
import { type MailList, mailListOf } from "../reading/mail-list.ts";

/** What a matcher looks at. */
export interface MatcherSubject {
  readonly list: MailList;
  /** Whether it is one mail alone. */
  readonly isOne: boolean;
}

/**
 * The mail or the list of mails that `expect()` was given.
 *
 * @param matcher - its name, such as `toHaveSubject()`
 * @throws TypeError for anything else
 */
export function subjectOf(matcher: string, received: unknown): MatcherSubject {
  if (isMail(received)) return { list: { name: "outbox", contents: [contentOf(received)] }, isOne: true };
  const list = mailListOf(received);
  if (list) return { list, isOne: false };
  throw unfit(matcher, "an EmailMessage or at an outbox", received);
}

/**
 * The outbox, or the mails of a catcher, that `expect()` was given.
 *
 * @throws TypeError for anything else
 */
export function listGiven(matcher: string, received: unknown): MailList {
  const list = mailListOf(received);
  if (list) return list;
  throw unfit(matcher, "an outbox", received);
}

/** @throws TypeError for anything but one mail */
export function contentGiven(matcher: string, received: unknown): MailContent {
  if (isMail(received)) return contentOf(received);
  throw unfit(matcher, "one EmailMessage", received);
}

function unfit(matcher: string, what: string, received: unknown): TypeError {
  return new TypeError(`${matcher} looks at ${what}; expect() was given ${adviceFor(received)}`);
}

function adviceFor(received: unknown): string {
  if (isMail(received)) return "one EmailMessage; give it the outbox: expect(outbox).";
  if (mailListOf(received)) return "an outbox; give it one of its messages, such as expect(outbox[0]).";
  if (received === undefined) return "undefined. If that is an element of an outbox: nothing was sent there.";
  // What was filtered may be empty since the filter is wrong.
  if (Array.isArray(received) && received.length === 0)
    return "an empty array that is no outbox; give it the outbox itself, and say which message is meant with criteria.";
  return `${inspected(received)}.`;
}
