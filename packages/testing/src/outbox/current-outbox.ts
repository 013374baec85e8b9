import { AsyncLocalStorage } from "node:async_hooks";
import type { EmailMessage } from "@posthorn/core";
import type { FaultScript } from "../faults/fault-script.ts";
import { OutboxError } from "./outbox-error.ts";
import { TestOutbox } from "./test-outbox.ts";

/** Follows a test through timers, streams, and a server that it starts, also once it is over. */
const scope = new AsyncLocalStorage<TestOutbox>();
const running = new Set<TestOutbox>();
let betweenTests = new TestOutbox(true);
let areMailersDiverted = false;
let runsUnseenTest = (): boolean => false;

/** Begins a test, whose outbox is empty. One that is alone and finds another running is not alone. */
export function beginTest({ isAlone }: { readonly isAlone: boolean }): TestOutbox {
  const outbox = new TestOutbox(isAlone);
  running.add(outbox);
  const beside = [...running].filter((test) => test.isAlone);
  if (beside.length > 1) for (const test of beside) test.isAlone = false;
  betweenTests = new TestOutbox(true);
  return outbox;
}

/** Ends a test. */
export function endTest(outbox: TestOutbox): void {
  running.delete(outbox);
}

/** Makes what is called from here on, in the same asynchronous context, part of the test. */
export function enterTest(outbox: TestOutbox): void {
  scope.enterWith(outbox);
}

/** Calls a function as part of the test. */
export function runInTest<Result>(outbox: TestOutbox, run: () => Result): Result {
  return scope.run(outbox, run);
}

/** The test that runs and has this id. */
export function runningTest(id: string): TestOutbox | undefined {
  return [...running].find((test) => test.id === id);
}

/** Tells that mail lands in the outbox from now on. */
export function mailersAreDiverted(): void {
  areMailersDiverted = true;
}

/** Tells how it is known that a test runs which was never begun. */
export function watchForUnseenTests(isInUnseenTest: () => boolean): void {
  runsUnseenTest = isInUnseenTest;
}

/** Keeps a message in the outbox of the test that sent it; where that cannot be told, no test that runs can read its outbox. */
export function keep(message: EmailMessage): void {
  const outbox = sendingTest();
  if (outbox) outbox.add(message);
  else for (const test of running) test.addStray(message);
}

/** The script that mail follows which is sent here and now. */
export function scriptInForce(): FaultScript | undefined {
  return sendingTest()?.script;
}

/**
 * The outbox of the test that asks; that of the mail between tests where none runs.
 *
 * @throws OutboxError if it cannot be told which test asks, or no mail lands here
 */
export function currentOutbox(): TestOutbox {
  const outbox = scope.getStore() ?? onlyTest();
  if (outbox) return outbox;
  if (!areMailersDiverted) {
    throw new OutboxError(
      'No mail lands in this outbox: what is sent goes where the settings say. Name "@posthorn/testing/setup" in setupFiles of Vitest, "@posthorn/testing/jest" in setupFilesAfterEnv of Jest; or call useOutbox() or withOutbox().',
    );
  }
  if (running.size === 0 && !runsUnseenTest()) return betweenTests;
  throw new OutboxError(
    "It cannot be told which test reads the outbox: wrap the test in withOutbox(async (outbox) => { … }), which gives it one of its own.",
  );
}

/**
 * The test that asks.
 *
 * @throws OutboxError if none runs, or it cannot be told which
 */
export function currentTest(): TestOutbox {
  const test = currentOutbox();
  if (test !== betweenTests) return test;
  throw new OutboxError(
    "No test runs here. What is set before all tests would not reach them: do it in the test, or in beforeEach.",
  );
}

/** The outbox of what is sent here and now; undefined where it cannot be told whose it is. */
function sendingTest(): TestOutbox | undefined {
  return scope.getStore() ?? onlyTest() ?? (running.size === 0 ? betweenTests : undefined);
}

/** The one test that runs, if no other can run beside it. */
function onlyTest(): TestOutbox | undefined {
  const [outbox, ...others] = running;
  return outbox?.isAlone && others.length === 0 ? outbox : undefined;
}
