import { checkOptions } from "@posthorn/core";
import { beginTest, endTest } from "./current-outbox.ts";
import type { TestOutbox } from "./test-outbox.ts";
import { divertMailers } from "./with-outbox.ts";

/** The hooks of a test runner, such as those of `node:test`. */
export interface TestHooks {
  readonly beforeEach: (hook: () => void) => unknown;
  readonly afterEach: (hook: () => void) => unknown;
}

/**
 * Makes every mailer the `outbox`, and each test of the file begin with an empty one, in a runner whose tests of a file run
 * one after the other: `useOutbox({ beforeEach, afterEach })`. What runs at the same time is wrapped in `withOutbox()`.
 *
 * @throws TypeError if a hook is missing
 */
export function useOutbox(hooks: TestHooks): void {
  checkOptions("useOutbox()", hooks, ["beforeEach", "afterEach"]);
  for (const name of ["beforeEach", "afterEach"] as const) {
    if (typeof hooks[name] === "function") continue;
    throw new TypeError(`useOutbox() needs the ${name} of the test runner: useOutbox({ beforeEach, afterEach }).`);
  }
  let test: TestOutbox | undefined;
  divertMailers();
  hooks.beforeEach(() => {
    test = beginTest({ isAlone: true });
  });
  hooks.afterEach(() => {
    if (test) endTest(test);
  });
}
