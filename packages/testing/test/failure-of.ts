import { expect } from "vitest";

/** The message of the error that an assertion throws. */
export function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return expect.unreachable("the assertion must fail");
}
