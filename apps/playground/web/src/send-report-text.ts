import type { Problem, SendReport } from "../../src/api.ts";
import { adviceFor } from "./advice.ts";

/** What became of a mail as a whole; `partial` is accepted for some recipients and not for others. */
export type Outcome = SendReport["outcome"] | "partial";

const TITLES: Readonly<Record<Outcome, string>> = {
  accepted: "Accepted",
  partial: "Accepted in part",
  refused: "Not sent",
  unknown: "Handed over, and no answer came",
  skipped: "Nobody to send it to",
};

/** A report's outcome; there is none where the mail could not even be made. */
export function outcomeOf(report: SendReport | null): Outcome {
  if (report === null) return "refused";
  const { outcome, recipients } = report;
  return outcome === "accepted" && recipients.some((recipient) => recipient.outcome !== "accepted")
    ? "partial"
    : outcome;
}

export function titleOf(outcome: Outcome): string {
  return TITLES[outcome];
}

/**
 * What a report says of an error: what to do, then what happened.
 *
 * @param shown - what the page says already, and need not be said twice
 */
export function sentencesFor(error: Problem, shown: readonly (Problem | null)[]): readonly [string, ...string[]] {
  const advice = adviceFor(error.code);
  const isShown = shown.some((problem) => problem?.code === error.code && problem.message === error.message);
  if (isShown) return [advice ?? "The preview says what is wrong. Correct it, then send again."];
  return advice === null ? [error.message] : [advice, error.message];
}
