import { BadAddressError, DeliveryError } from "@posthorn/core";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectAnswer, expectSame, expectThat, thrownBy } from "../verdict.ts";

/** A host that is not there. */
export const unreachableCases: readonly RunnableCase[] = [
  {
    id: "unreachable",
    title: "throws an error that can be retried and has its cause, where the host cannot be reached",
    needs: "unreachable",
    run: async ({ unreachable }) => {
      const backend = await unreachable();
      const error = await thrownBy("A message to no host", () => backend.sendMessages([letter("a")]), DeliveryError);
      expectThat(
        error.retryable,
        `Nothing has left, so the error must be retryable; it is ${error.code} at ${error.stage}.`,
      );
      expectSame("Its outcome", error.outcome, "refused");
      expectThat(error.cause instanceof Error, `The cause must be the error beneath; got ${String(error.cause)}.`);
      expectSame("How many its report counts", error.report?.sent, 0);
    },
  },
  {
    id: "unreachable-batch",
    title: "refuses every message of a batch as retryable, where the host cannot be reached",
    needs: "unreachable",
    run: async ({ unreachable, subject }) => {
      const { sent, deliveries } = await (await unreachable()).deliver([letter("a"), letter("b"), letter("c")]);
      expectSame("What the report counts", sent, 0);
      const told = deliveries.map((each) => [each.outcome, "retryable" in each && each.retryable]);
      expectSame(
        "What became of each, and whether it can be retried",
        told,
        deliveries.map(() => ["refused", true]),
      );
      const stages = deliveries.slice(1).map((each) => "stage" in each && each.stage);
      // Without a connection each is tried on its own.
      if (subject.opened) expectSame("The stages of those behind", stages, ["not-attempted", "not-attempted"]);
    },
  },
  {
    id: "unreachable-silently",
    title: "answers 0 where the host cannot be reached and it fails silently, but hides no invalid message",
    needs: "unreachable",
    run: async ({ unreachable }) => {
      const silent = await unreachable({ failSilently: true });
      await expectAnswer("What a silent backend answers", () => silent.sendMessages([letter("a"), letter("b")]), 0);
      const loud = await unreachable();
      await expectAnswer(
        "What a silent call answers",
        () => loud.sendMessages([letter("a")], { failSilently: true }),
        0,
      );
      const batch = [letter("a"), letter("b", { to: ["a@b@c"] })];
      await thrownBy("An invalid message in the batch", () => silent.sendMessages(batch), BadAddressError);
    },
  },
];
