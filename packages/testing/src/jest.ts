/**
 * Makes every mailer an outbox, a new one for each test of the file, and adds the matchers to `expect` of Jest.
 *
 * @packageDocumentation
 */

import { afterEach, beforeEach, expect } from "@jest/globals";
import { matchers } from "./matchers/index.ts";
import { watchForUnseenTests } from "./outbox/current-outbox.ts";
import { useOutbox } from "./outbox/use-outbox.ts";

expect.extend(matchers);
useOutbox({ beforeEach, afterEach });
// Jest calls no hook around a concurrent test.
watchForUnseenTests(() => expect.getState().currentConcurrentTestName?.() !== undefined);
