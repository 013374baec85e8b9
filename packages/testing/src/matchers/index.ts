import { bodyContains } from "./body-contains.ts";
import { painted } from "./painted.ts";
import { toBeAddressedTo } from "./to-be-addressed-to.ts";
import { toHaveAttachment } from "./to-have-attachment.ts";
import { toHaveHeader } from "./to-have-header.ts";
import { toHaveHtmlBody } from "./to-have-html-body.ts";
import { toHaveLink } from "./to-have-link.ts";
import { toHaveSent } from "./to-have-sent.ts";
import { toHaveSentTimes } from "./to-have-sent-times.ts";
import { toHaveSubject } from "./to-have-subject.ts";
import { toHaveTextBody } from "./to-have-text-body.ts";
import { toMatchEmailSnapshot } from "./to-match-email-snapshot.ts";

/** The matchers, for `expect.extend()` of a test runner that has one. */
export const matchers: {
  readonly bodyContains: typeof bodyContains;
  readonly toHaveSent: typeof toHaveSent;
  readonly toHaveSentTimes: typeof toHaveSentTimes;
  readonly toBeAddressedTo: typeof toBeAddressedTo;
  readonly toHaveSubject: typeof toHaveSubject;
  readonly toHaveHeader: typeof toHaveHeader;
  readonly toHaveAttachment: typeof toHaveAttachment;
  readonly toHaveTextBody: typeof toHaveTextBody;
  readonly toHaveHtmlBody: typeof toHaveHtmlBody;
  readonly toHaveLink: typeof toHaveLink;
  readonly toMatchEmailSnapshot: typeof toMatchEmailSnapshot;
} = {
  bodyContains: painted(bodyContains),
  toHaveSent: painted(toHaveSent),
  toHaveSentTimes: painted(toHaveSentTimes),
  toBeAddressedTo: painted(toBeAddressedTo),
  toHaveSubject: painted(toHaveSubject),
  toHaveHeader: painted(toHaveHeader),
  toHaveAttachment: painted(toHaveAttachment),
  toHaveTextBody: painted(toHaveTextBody),
  toHaveHtmlBody: painted(toHaveHtmlBody),
  toHaveLink: painted(toHaveLink),
  toMatchEmailSnapshot,
};
