import { AsyncLocalStorage } from "node:async_hooks";
import type { EmailMessage } from "@posthorn/core";
import { OutboxError } from "./outbox-error.ts";
import { TestOutbox } from "./test-outbox.ts";

/** Follows a test through timers, streams, and a server that it starts. */
const scope = new AsyncLocalStorage<TestOutbox>();
const running = new Map<string, TestOutbox>();
let betweenTests = new TestOutbox(true);
let runsUnseenTest = (): boolean => false;

/** Begins a test, whose outbox is empty. */
export function beginTest({ isAlone }: { readonly isAlone: boolean }): TestOutbox {
  const outbox = new TestOutbox(isAlone);
  running.set(outbox.id, outbox);
  betweenTests = new TestOutbox(true);
  return outbox;
}

/** Ends a test: mail that is sent in it from now on is no longer its own. */
export function endTest({ id }: TestOutbox): void {
  running.delete(id);
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
  return running.get(id);
}

/** Tells how it is known that a test runs which was never begun. */
export function watchForUnseenTests(isInUnseenTest: () => boolean): void {
  runsUnseenTest = isInUnseenTest;
}

/** The outbox of what is sent here and now; undefined where it cannot be told whose it is. */
export function sendingTest(): TestOutbox | undefined {
  return ownTest() ?? onlyTest() ?? (running.size === 0 ? betweenTests : undefined);
}

/** Keeps a message in the outbox of the test that sent it; where that cannot be told, no test that runs can read its outbox. */
export function keep(message: EmailMessage): void {
  const outbox = sendingTest();
  if (outbox) outbox.add(message);
  else for (const test of running.values()) test.strays.push(message);
}

/**
 * The outbox of the test that asks; that of the mail between tests where none runs.
 *
 * @throws OutboxError if it cannot be told which test asks, or whose a message is that was sent meanwhile
 */
export function currentOutbox(): TestOutbox {
  const outbox = ownTest() ?? onlyTest();
  if (outbox) return withoutStrays(outbox);
  if (running.size === 0 && !runsUnseenTest()) return betweenTests;
  throw new OutboxError(
    "It cannot be told which test reads the outbox: wrap the test in withOutbox(async (outbox) => { … }), which gives it one of its own.",
  );
}

/** The test that this is part of, as long as it runs. */
function ownTest(): TestOutbox | undefined {
  const outbox = scope.getStore();
  return outbox && running.has(outbox.id) ? outbox : undefined;
}

/** The one test that runs, if no other can run beside it. */
function onlyTest(): TestOutbox | undefined {
  const [outbox, ...others] = running.values();
  return outbox?.isAlone && others.length === 0 ? outbox : undefined;
}

function withoutStrays(outbox: TestOutbox): TestOutbox {
  const [stray] = outbox.strays;
  if (!stray) return outbox;
  const count = outbox.strays.length === 1 ? "A mail" : `${outbox.strays.length} mails, the first of them`;
  throw new OutboxError(
    `${count} to ${stray.recipients().join(", ")} with the subject ${JSON.stringify(stray.subject)} belongs to no test: it was sent while several ran, by code that none of them called. ` +
      "Send outboxHeaders() along with the request, and let the server use outboxMiddleware; or run these tests one after the other.",
  );
}
