/**
 * Makes every mailer an outbox, a new one for each test of the file, and adds the matchers to `expect` of Jest.
 *
 * @packageDocumentation
 */

import { afterEach, beforeEach, expect } from "@jest/globals";
import type {} from "expect";
import { matchers } from "./matchers/index.ts";
import type { AsymmetricMailMatchers, MailMatchers } from "./matchers/mail-matchers.ts";
import { useSnapshots } from "./matchers/snapshot-of-test.ts";
import { watchForUnseenTests } from "./outbox/current-outbox.ts";
import { useOutbox } from "./outbox/use-outbox.ts";

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends MailMatchers<R> {}
  interface AsymmetricMatchers extends AsymmetricMailMatchers {}
}

declare global {
  /** Of `@types/jest`, for whom `expect` is a global. */
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: parameters are those of the interface that this one is merged with
    interface Matchers<R, T = {}> extends MailMatchers<R> {}
  }
}

expect.extend(matchers);
useSnapshots((text, ...hint) => {
  const { assertionCalls } = expect.getState();
  expect(text).toMatchSnapshot(...hint);
  // The matcher itself is counted.
  expect.setState({ assertionCalls });
});
useOutbox({ beforeEach, afterEach });
// Jest calls no hook around a concurrent test.
watchForUnseenTests(() => expect.getState().currentConcurrentTestName?.() !== undefined);
