import type { EmailMessage } from "@posthorn/core";
import { describe } from "../describe.ts";
import { isMessage } from "../reading/is-message.ts";

/** What a matcher looks at. */
export interface MatcherSubject {
  readonly messages: readonly EmailMessage[];
  readonly isOutbox: boolean;
}

/**
 * The message or the outbox that `expect()` was given.
 *
 * @param matcher - its name, such as `toHaveSubject()`
 * @throws TypeError for anything else
 */
export function subjectOf(matcher: string, received: unknown): MatcherSubject {
  if (isMessage(received)) return { messages: [received], isOutbox: false };
  if (isOutbox(received)) return { messages: [...received], isOutbox: true };
  throw unfit(matcher, "an EmailMessage or at an outbox", received);
}

/**
 * The messages of the outbox that `expect()` was given.
 *
 * @throws TypeError for anything else
 */
export function outboxOf(matcher: string, received: unknown): readonly EmailMessage[] {
  if (isOutbox(received)) return [...received];
  throw unfit(matcher, "an outbox", received);
}

/** @throws TypeError for anything but a message */
export function messageOf(matcher: string, received: unknown): EmailMessage {
  if (isMessage(received)) return received;
  throw unfit(matcher, "one EmailMessage", received);
}

function isOutbox(value: unknown): value is readonly EmailMessage[] {
  return Array.isArray(value) && value.every(isMessage);
}

function unfit(matcher: string, what: string, received: unknown): TypeError {
  const advice = isMessage(received)
    ? "one EmailMessage; give it the outbox: expect(outbox)."
    : isOutbox(received)
      ? "an outbox; give it one of its messages, such as expect(outbox[0])."
      : received === undefined
        ? "undefined. If that is an element of an outbox: nothing was sent there."
        : `${describe(received)}.`;
  return new TypeError(`${matcher} looks at ${what}; expect() was given ${advice}`);
}
