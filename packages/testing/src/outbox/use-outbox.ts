import { checkOptions } from "@posthorn/core";
import { beginTest, endTest } from "./current-outbox.ts";
import { divertMailers } from "./divert-mailers.ts";
import type { TestOutbox } from "./test-outbox.ts";

/** The hooks of a test runner, such as those of `node:test`. */
export interface TestHooks {
  readonly beforeEach: (hook: () => void) => unknown;
  readonly afterEach: (hook: () => void) => unknown;
}

/**
 * Makes every mailer the `outbox`, and each test of the file begin with an empty one, in a runner that has hooks:
 * `useOutbox({ beforeEach, afterEach })`. What runs at the same time as others is wrapped in `withOutbox()`.
 *
 * @throws TypeError if a hook is missing
 */
export function useOutbox(hooks: TestHooks): void {
  checkOptions("useOutbox()", hooks, ["beforeEach", "afterEach"]);
  for (const name of ["beforeEach", "afterEach"] as const) {
    if (typeof hooks[name] === "function") continue;
    throw new TypeError(`useOutbox() needs the ${name} of the test runner: useOutbox({ beforeEach, afterEach }).`);
  }
  // Where several run at once, none of them is alone, so that it does not matter which of them a hook ends.
  const begun: TestOutbox[] = [];
  divertMailers();
  hooks.beforeEach(() => {
    begun.push(beginTest({ isAlone: true }));
  });
  hooks.afterEach(() => {
    const test = begun.shift();
    if (test) endTest(test);
  });
}
