/**
 * Makes every mailer an outbox, a new one for each test of the file, and adds the matchers to `expect` of Vitest.
 *
 * @packageDocumentation
 */

import { beforeEach, expect } from "vitest";
import { matchers } from "./matchers/index.ts";
import { beginTest, endTest, enterTest } from "./outbox/current-outbox.ts";
import { divertMailers } from "./outbox/with-outbox.ts";

divertMailers();
expect.extend(matchers);
beforeEach(({ task }) => {
  const test = beginTest({ isAlone: task.concurrent !== true });
  enterTest(test);
  return () => endTest(test);
});
