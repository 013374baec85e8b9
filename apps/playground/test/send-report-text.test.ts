import { describe, expect, it } from "vitest";
import type { RecipientReport, SendReport } from "../src/api.ts";
import { outcomeOf, sentencesFor, titleOf } from "../web/src/send-report-text.ts";

function report(outcome: SendReport["outcome"], ...recipients: RecipientReport["outcome"][]): SendReport {
  return {
    outcome,
    messageId: null,
    mailId: null,
    recipients: recipients.map((each) => ({ address: "ada@example.com", outcome: each })),
    error: null,
  };
}

describe("a report's outcome", () => {
  it.each([
    [report("accepted", "accepted"), "accepted", "Accepted"],
    [report("accepted", "accepted", "refused"), "partial", "Accepted in part"],
    [report("accepted", "unknown", "accepted"), "partial", "Accepted in part"],
    [report("refused", "refused"), "refused", "Not sent"],
    [null, "refused", "Not sent"],
  ] as const)("of %j is %s", (given, outcome, title) => {
    expect(outcomeOf(given)).toBe(outcome);
    expect(titleOf(outcome)).toBe(title);
  });
});

describe("what a report says of an error", () => {
  const error = { code: "bad_address", message: "recipient must be exactly one mailbox" };

  it("is what to do, and what happened", () => {
    expect(sentencesFor(error, [null])).toEqual([expect.stringContaining("Correct the address"), error.message]);
    expect(sentencesFor({ code: "other", message: "Other." }, [])).toEqual(["Other."]);
  });

  it("does not repeat what the page says already", () => {
    expect(sentencesFor(error, [null, { ...error }])).toEqual([expect.stringContaining("Correct the address")]);
    const missing = { code: "template_context", message: "The context has no value for {{name}}." };
    expect(sentencesFor(missing, [missing, null])).toEqual([expect.stringContaining("The preview says")]);
    expect(sentencesFor(missing, [{ ...missing, message: "Something else." }])).toEqual([missing.message]);
  });
});
