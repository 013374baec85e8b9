import type { Feature } from "./feature.ts";

/** What a backend must do; `runCase` runs it. */
export interface ContractCase {
  /** Short and stable, such as `bcc-hidden`. */
  readonly id: string;
  /** A sentence about what the backend does. */
  readonly title: string;
  /** What the case needs the backend to carry; without one, every backend must. */
  readonly feature?: Feature;
  /** What must be given for the case to be run. */
  readonly needs?: "received" | "unreachable" | "secret" | "refusedRecipient";
}
