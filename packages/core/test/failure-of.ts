import { expect } from "vitest";
import type { MailError } from "../src/index.ts";

/** What a call that must fail is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<MailError> {
  return promise.then(
    () => expect.unreachable("it must throw"),
    (error) => error,
  );
}
