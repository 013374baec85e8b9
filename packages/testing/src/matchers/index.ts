import { bodyContains } from "./body-contains.ts";

/** The matchers, for `expect.extend()` of a test runner that has one. */
export const matchers: { readonly bodyContains: typeof bodyContains } = { bodyContains: bodyContains };
