import { bodyContains } from "./body-contains.ts";
import type { MailMatchers } from "./mail-matchers.ts";
import * as message from "./message-matchers.ts";
import type { MatcherResult } from "./message-result.ts";
import { painted } from "./painted.ts";
import { toHaveLink } from "./to-have-link.ts";
import { toHaveSent } from "./to-have-sent.ts";
import { toHaveSentTimes } from "./to-have-sent-times.ts";
import { toMatchEmailSnapshot } from "./to-match-email-snapshot.ts";

/** The matchers, for `expect.extend()` of a test runner that has one. */
export const matchers: {
  readonly [Name in keyof MailMatchers]: (received: unknown, ...args: Parameters<MailMatchers[Name]>) => MatcherResult;
} = {
  bodyContains: painted(bodyContains),
  toHaveSent: painted(toHaveSent),
  toHaveSentTimes: painted(toHaveSentTimes),
  toBeAddressedTo: painted(message.toBeAddressedTo),
  toHaveSubject: painted(message.toHaveSubject),
  toHaveHeader: painted(message.toHaveHeader),
  toHaveAttachment: painted(message.toHaveAttachment),
  toHaveTextBody: painted(message.toHaveTextBody),
  toHaveHtmlBody: painted(message.toHaveHtmlBody),
  toHaveLink: painted(toHaveLink),
  toMatchEmailSnapshot,
};
