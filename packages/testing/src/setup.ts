/**
 * Makes every mailer an outbox, a new one for each test of the file, and adds the matchers to `expect` of Vitest.
 *
 * @packageDocumentation
 */

import * as vitest from "vitest";
import { matchers } from "./matchers/index.ts";
import type { AsymmetricMailMatchers } from "./matchers/mail-matchers.ts";
import { enterSnapshots, type MatchSnapshot, runWithSnapshots, useSnapshots } from "./matchers/snapshot-of-test.ts";
import { beginTest, endTest, enterTest, runInTest, watchForUnseenTests } from "./outbox/current-outbox.ts";
import { divertMailers } from "./outbox/divert-mailers.ts";
import { OutboxError } from "./outbox/outbox-error.ts";
import type { TestOutbox } from "./outbox/test-outbox.ts";

declare module "vitest" {
  // What stands behind `expect.not` as a value.
  interface AsymmetricMatchersContaining extends AsymmetricMailMatchers {}
}

const { beforeEach, expect } = vitest;

let file: string | undefined;

divertMailers();
expect.extend(matchers);
useSnapshots((text, ...hint) => expect(text).toMatchSnapshot(...hint));
// Around a test and all its hooks, where Vitest can (4.1); else behind its first hook.
if ("aroundEach" in vitest) {
  vitest.aroundEach(async (run, { task }) => {
    const test = begin(task);
    try {
      await runInTest(test, () => runWithSnapshots(snapshotsOf(task), run));
    } finally {
      endTest(test);
    }
  });
} else {
  beforeEach(({ task }) => {
    const test = begin(task);
    enterTest(test);
    enterSnapshots(snapshotsOf(task));
    return () => endTest(test);
  });
}

function begin(task: vitest.RunnerTestCase): TestOutbox {
  file = expect.getState().testPath;
  return beginTest({ isAlone: task.concurrent !== true });
}

/** Vitest wants the `expect` of the test itself where several tests run at once. */
function snapshotsOf(task: vitest.RunnerTestCase): MatchSnapshot {
  return (text, ...hint) => task.context.expect(text).toMatchSnapshot(...hint);
}

// Without isolation, a module that one test file imports is not run again for the next, which then has no hook.
watchForUnseenTests(() => {
  if (file !== undefined && expect.getState().testPath !== file) {
    throw new OutboxError(
      'This test file has no outbox, since "@posthorn/testing/setup" was imported by another file and isolate is false: name it in setupFiles of the Vitest config.',
    );
  }
  return false;
});
