import { bodyContains } from "./body-contains.ts";
import { toHaveSent } from "./to-have-sent.ts";

/** The matchers, for `expect.extend()` of a test runner that has one. */
export const matchers: {
  readonly bodyContains: typeof bodyContains;
  readonly toHaveSent: typeof toHaveSent;
} = { bodyContains, toHaveSent };
