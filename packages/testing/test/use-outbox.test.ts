import { expect, test } from "vitest";
import { useOutbox } from "../src/index.ts";

test("the hooks name no parameter, which Jest would wait for as for a callback", () => {
  const lengths: number[] = [];
  const note = (hook: (context?: unknown) => void): number => lengths.push(hook.length);
  useOutbox({ beforeEach: note, afterEach: note });
  expect(lengths).toEqual([0, 0]);
});
