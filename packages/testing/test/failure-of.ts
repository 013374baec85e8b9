import { stripVTControlCharacters } from "node:util";
import { expect } from "vitest";

/** The message of the error that an assertion throws, without its colours. */
export function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  }
  return expect.unreachable("the assertion must fail");
}
