import { AsyncLocalStorage } from "node:async_hooks";

/** Holds a text against the snapshot file of a test, as `toMatchSnapshot` of the test runner does; Jest takes no undefined. */
export type MatchSnapshot = (text: string, ...hint: readonly [hint?: string]) => void;

/** Vitest wants the `expect` of the test itself where several tests run at once. */
const ofTest = new AsyncLocalStorage<MatchSnapshot>();
let ofRunner: MatchSnapshot | undefined;

/** Names the snapshots of the test runner, for tests that have none of their own. */
export function useSnapshots(match: MatchSnapshot): void {
  ofRunner = match;
}

/** Names the snapshots of what is called from here on, in the same asynchronous context. */
export function enterSnapshots(match: MatchSnapshot): void {
  ofTest.enterWith(match);
}

/** Names the snapshots of what a function calls. */
export function runWithSnapshots<Result>(match: MatchSnapshot, run: () => Result): Result {
  return ofTest.run(match, run);
}

/** @throws TypeError where no test runner has named its snapshots; what the test runner throws, if the text is another */
export function matchSnapshot(text: string, hint?: string): void {
  const match = ofTest.getStore() ?? ofRunner;
  if (!match) {
    throw new TypeError(
      'toMatchEmailSnapshot() needs a test runner with snapshots: name "@posthorn/testing/setup" in setupFiles of Vitest, or "@posthorn/testing/jest" in setupFilesAfterEnv of Jest.',
    );
  }
  match(text, ...(hint === undefined ? [] : [hint]));
}
