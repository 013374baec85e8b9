import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A hostile input of tests/fixtures/security/attacks.json. */
export interface Entry {
  readonly id: string;
  readonly class: string;
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly outcome: "reject" | "neutralise" | "accept";
    readonly meaning: string;
    /** The name of the error, or of several of which one is right. */
    readonly error?: string;
    readonly assert?: Readonly<Record<string, unknown>>;
  };
}

const file = join(import.meta.dirname, "../../fixtures/security/attacks.json");

/** Every entry, in order. */
export const entries: readonly Entry[] = JSON.parse(readFileSync(file, "utf8")).attacks;
