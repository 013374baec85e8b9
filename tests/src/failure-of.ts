import type { MailError } from "@posthorn/core";
import { expect } from "vitest";

/** What a call failed with. */
export async function failureOf(call: Promise<unknown>): Promise<MailError> {
  return call.then(
    () => expect.unreachable("it must throw"),
    (error: MailError) => error,
  );
}
