import { stableMail } from "../reading/stable-mail.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { matchSnapshot } from "./snapshot-of-test.ts";
import { messageOf } from "./subject-of.ts";

/** The matcher `toMatchEmailSnapshot`, for a message. */
export function toMatchEmailSnapshot(
  this: { readonly isNot?: boolean } | undefined,
  received: unknown,
  hint?: string,
): MatcherResult {
  const message = messageOf("toMatchEmailSnapshot()", received);
  if (this?.isNot === true) throw new TypeError("toMatchEmailSnapshot() cannot be negated, as no snapshot can.");
  matchSnapshot(stableMail(message), hint);
  return { pass: true, message: () => "" };
}
