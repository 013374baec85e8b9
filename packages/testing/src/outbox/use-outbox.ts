import { checkOptions } from "@posthorn/core";
import { beginTest, endTest } from "./current-outbox.ts";
import { divertMailers } from "./divert-mailers.ts";
import type { TestOutbox } from "./test-outbox.ts";

/** The hooks of a test runner, such as those of `node:test`. */
export interface TestHooks {
  /** Called before each test. */
  readonly beforeEach: (hook: (context?: unknown) => void) => unknown;
  /** Called after each test. */
  readonly afterEach: (hook: (context?: unknown) => void) => unknown;
}

/**
 * Makes every mailer the `outbox`, and each test of the file begin with an empty one, in a runner that has hooks:
 * `useOutbox({ beforeEach, afterEach })`. What runs at the same time as others, or within another, is wrapped in `withOutbox()`.
 *
 * @throws TypeError if a hook is missing
 */
export function useOutbox(hooks: TestHooks): void {
  checkOptions("useOutbox()", hooks, ["beforeEach", "afterEach"]);
  for (const name of ["beforeEach", "afterEach"] as const) {
    if (typeof hooks[name] === "function") continue;
    throw new TypeError(`useOutbox() needs the ${name} of the test runner: useOutbox({ beforeEach, afterEach }).`);
  }
  // By the context that node:test gives to both hooks; what knows no context runs its tests one after the other.
  const begun = new Map<unknown, TestOutbox>();
  divertMailers();
  // Jest waits for whoever names a parameter to call it.
  hooks.beforeEach((...[context]) => {
    begun.set(context, beginTest({ isAlone: true }));
  });
  hooks.afterEach((...[context]) => {
    const test = begun.get(context);
    begun.delete(context);
    if (test) endTest(test);
  });
}
