import { inspected } from "../inspected.ts";
import type { BackendUnderTest } from "./backend-under-test.ts";
import { checkBackendUnderTest } from "./check-backend-under-test.ts";
import type { ContractCase } from "./contract-case.ts";
import { contractCases, runnableCases } from "./contract-cases.ts";
import { features } from "./feature.ts";
import { canRun, runCase } from "./run-case.ts";
import type { RunnableCase } from "./runnable-case.ts";
import { fail, Verdict } from "./verdict.ts";

/** What declares tests: `describe` and `test` of Vitest, Jest or node:test. */
export interface TestRunner {
  /** Declares a group of tests. */
  describe(name: string, declare: () => void): unknown;
  /** Declares a test, which fails if what it runs rejects. */
  test(name: string, run: () => Promise<void>): unknown;
}

/**
 * Declares a test for each case of the contract that every backend holds. Those for which the backend gives not what they
 * need are left out, and counted in the title. The cases run one after the other.
 *
 * @param runner - `{ describe, test }` of Vitest, `@jest/globals` or node:test; @defaultValue the globals of these names
 * @throws TypeError for a member or a feature that does not exist, or where there is no `describe` and `test`
 */
export function describeBackend(name: string, subject: BackendUnderTest, runner?: TestRunner): void {
  if (typeof name !== "string" || name === "")
    throw new TypeError(`The name of a backend must be a string, such as "smtp"; got ${inspected(name)}.`);
  checkBackendUnderTest(subject);
  const { describe, test } = runner ?? globalRunner();
  if (typeof describe !== "function" || typeof test !== "function") {
    throw new TypeError(
      "describeBackend() finds no describe and test; give it those of your test runner, as in describeBackend(name, backend, { describe, test }).",
    );
  }
  // The cases share the other side, also where a runner begins them at the same time.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (run: () => Promise<void>) => (): Promise<void> => {
    const done = last.then(run);
    last = done.catch(() => undefined);
    return done;
  };
  describe(`${name} holds the contract of a backend${leftOut(subject)}`, () => {
    for (const each of runnableCases.filter((each) => canRun(each, subject))) {
      const reason = subject.exceptions?.[each.id];
      if (reason === undefined)
        test(
          titleFor(each, subject),
          inTurn(() => runCase(each, subject)),
        );
      else
        test(
          `does not hold: ${each.title}. ${reason}`,
          inTurn(() => expectException(each, subject)),
        );
    }
  });
}

/** How much of the contract is not looked at, and for want of what: a `secret` that was forgotten is to be noticed. */
function leftOut(subject: BackendUnderTest): string {
  const cases = contractCases.filter((each) => !canRun(each, subject));
  if (cases.length === 0) return "";
  const missing = [...new Set(cases.flatMap(({ needs = [] }) => needs))].join(", ");
  return `, but for the ${cases.length} of its ${contractCases.length} cases that need ${missing}`;
}

/** What Jest, and Vitest with its option `globals`, put there. */
function globalRunner(): Partial<TestRunner> {
  return { describe: Reflect.get(globalThis, "describe"), test: Reflect.get(globalThis, "test") };
}

/** What the backend does in a case: of a feature that it does not carry, that it says so; unseen, that it takes the message. */
function titleFor({ title, feature, looks }: RunnableCase, { supports, received }: BackendUnderTest): string {
  if (feature !== undefined && supports?.[feature] === false)
    return `does not support ${features[feature].title}, and says so instead: ${title}`;
  return looks && received === undefined ? `takes the message, and shows nobody whether it ${title}` : title;
}

/** A list of exceptions is worth something while each of them is one. */
async function expectException(each: ContractCase, subject: BackendUnderTest): Promise<void> {
  try {
    await runCase(each, subject);
  } catch (error) {
    // Whatever else is thrown, the registration threw.
    if (error instanceof Verdict) return;
    throw error;
  }
  fail(`The backend ${each.title}, so ${inspected(each.id)} is no exception any more; take it out.`);
}
