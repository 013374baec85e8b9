/**
 * Makes every mailer an outbox, a new one for each test of the file, and adds the matchers to `expect` of Jest.
 *
 * @packageDocumentation
 */

import { afterEach, beforeEach, expect } from "@jest/globals";
import { matchers } from "./matchers/index.ts";
import { beginTest, endTest, watchForUnseenTests } from "./outbox/current-outbox.ts";
import type { TestOutbox } from "./outbox/test-outbox.ts";
import { divertMailers } from "./outbox/with-outbox.ts";

let test: TestOutbox | undefined;

divertMailers();
expect.extend(matchers);
// Jest calls no hook around a concurrent test, and enters no asynchronous context of a hook into a test.
watchForUnseenTests(() => expect.getState().currentConcurrentTestName?.() !== undefined);
beforeEach(() => {
  test = beginTest({ isAlone: true });
});
afterEach(() => {
  if (test) endTest(test);
});
