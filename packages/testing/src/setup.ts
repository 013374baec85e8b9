/**
 * Makes every mailer an outbox, a new one for each test of the file, and adds the matchers to `expect` of Vitest.
 *
 * @packageDocumentation
 */

import { beforeEach, expect } from "vitest";
import { matchers } from "./matchers/index.ts";
import type { AsymmetricMailMatchers } from "./matchers/mail-matchers.ts";
import { enterSnapshots, useSnapshots } from "./matchers/snapshot-of-test.ts";
import { beginTest, endTest, enterTest, watchForUnseenTests } from "./outbox/current-outbox.ts";
import { divertMailers } from "./outbox/divert-mailers.ts";
import { OutboxError } from "./outbox/outbox-error.ts";

declare module "vitest" {
  // What stands behind `expect.not` as a value.
  interface AsymmetricMatchersContaining extends AsymmetricMailMatchers {}
}

let file: string | undefined;

divertMailers();
expect.extend(matchers);
useSnapshots((text, ...hint) => expect(text).toMatchSnapshot(...hint));
beforeEach(({ task }) => {
  file = expect.getState().testPath;
  const test = beginTest({ isAlone: task.concurrent !== true });
  enterTest(test);
  enterSnapshots((text, ...hint) => task.context.expect(text).toMatchSnapshot(...hint));
  return () => endTest(test);
});
// Without isolation, a module that one test file imports is not run again for the next, which then has no hook.
watchForUnseenTests(() => {
  if (file !== undefined && expect.getState().testPath !== file) {
    throw new OutboxError(
      'This test file has no outbox, since "@posthorn/testing/setup" was imported by another file and isolate is false: name it in setupFiles of the Vitest config.',
    );
  }
  return false;
});
