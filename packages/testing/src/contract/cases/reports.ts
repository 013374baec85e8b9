import {
  BadAddressError,
  BadHeaderError,
  BatchDeliveryError,
  type Delivery,
  DeliveryError,
  type DeliveryReport,
} from "@posthorn/core";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectAnswer, expectSame, expectThat, thrownBy } from "../verdict.ts";

const invalid = (subject: string) => letter(subject, { to: ["a@b@c"] });

/** What became of each message, shortly. */
const outcomes = (report: DeliveryReport | undefined): readonly string[] =>
  (report?.deliveries ?? []).map(({ message, outcome }: Delivery) => `${message.subject}: ${outcome}`);

/** What is said of messages of which some failed. */
export const reportCases: readonly RunnableCase[] = [
  {
    id: "invalid-in-batch",
    title: "sends what stands before and behind an invalid message, and says which it was",
    run: async ({ create, expectArrived }) => {
      const batch = [letter("a"), invalid("b"), letter("c")];
      const backend = await create();
      const error = await thrownBy("The batch", () => backend.sendMessages(batch), BadAddressError);
      expectSame("How many the error's report counts", error.report?.sent, 2);
      expectSame("What its report says", outcomes(error.report), ["a: accepted", "b: refused", "c: accepted"]);
      const refused = error.report?.deliveries[1];
      expectThat(refused?.outcome === "refused", "The report has the refusal.");
      expectSame(
        "The stage of the refusal, and whether it can be retried",
        [refused.stage, refused.retryable],
        ["build", false],
      );
      expectSame("The error of the refusal", refused.error.code, error.code);
      await expectArrived("a", "c");
    },
  },
  {
    id: "two-invalid",
    title: "throws one error for several messages that failed, with the error of each in order",
    run: async ({ create, expectArrived }) => {
      const batch = [letter("a\nb"), letter("b"), invalid("c")];
      const backend = await create();
      const { errors, report } = await thrownBy("The batch", () => backend.sendMessages(batch), BatchDeliveryError);
      expectSame(
        "Its errors",
        errors.map(({ name }) => name),
        [BadHeaderError.name, BadAddressError.name],
      );
      expectSame("How many the error's report counts", report?.sent, 1);
      await expectArrived("b");
    },
  },
  {
    id: "refused-in-batch",
    title: "sends what stands before and behind a message that the other side refuses, and says which it was",
    needs: "refusedRecipient",
    run: async ({ create, subject, expectArrived }) => {
      const refused = letter("b", { to: [subject.refusedRecipient ?? ""] });
      const backend = await create();
      const error = await thrownBy(
        "The batch",
        () => backend.sendMessages([letter("a"), refused, letter("c")]),
        DeliveryError,
      );
      expectSame("What its report says", outcomes(error.report), ["a: accepted", "b: refused", "c: accepted"]);
      expectThat(!error.retryable, "A refusal for good must not be called retryable.");
      await expectAnswer(
        "What a batch that fails silently answers",
        () => backend.sendMessages([letter("d"), refused], { failSilently: true }),
        1,
      );
      await expectArrived("a", "c", "d");
    },
  },
  {
    id: "refused-beside",
    title: "says of each recipient what became of it, where the other side refuses one of them",
    needs: "refusedRecipient",
    run: async ({ create, arrived, subject }) => {
      const { refusedRecipient = "" } = subject;
      const backend = await create();
      const { deliveries } = await backend.deliver([letter("a", { cc: [refusedRecipient] })]);
      const [delivery] = deliveries;
      const told = Object.fromEntries((delivery?.recipients ?? []).map(({ address, outcome }) => [address, outcome]));
      expectSame(`What became of ${refusedRecipient}`, told[refusedRecipient], "refused");
      const mails = await arrived();
      // A service may refuse the message to everyone.
      const isTaken = mails ? mails.length > 0 : told["ada@example.com"] === "accepted";
      const outcome = isTaken ? "accepted" : "refused";
      expectSame("What became of ada@example.com", told["ada@example.com"], outcome);
      expectSame("The outcome of the delivery", delivery?.outcome, outcome);
    },
  },
  {
    id: "deliveries",
    title: "answers a delivery for each message, in order, with its recipients and the Message-ID that arrived",
    run: async ({ create, expectArrived }) => {
      const batch = [
        letter("a", { cc: ["Bob <bob@bücher.example>"], bcc: ["dan@example.com"] }),
        invalid("b"),
        letter("nobody", { to: [] }),
        letter("d"),
      ];
      const report = await (await create()).deliver(batch);
      expectSame("What the report counts", report.sent, 2);
      expectThat(
        report.deliveries.every(({ message }, at) => message === batch[at]),
        "The deliveries must be of the messages that were given, in their order.",
      );
      expectSame("What became of them", outcomes(report), [
        "a: accepted",
        "b: refused",
        "nobody: skipped",
        "d: accepted",
      ]);
      const [first, , , last] = report.deliveries;
      expectSame(
        "What became of the recipients of the first",
        first?.recipients.map(({ address, outcome }) => `${address}: ${outcome}`),
        ["ada@example.com: accepted", "bob@xn--bcher-kva.example: accepted", "dan@example.com: accepted"],
      );
      const told = [first?.messageId, last?.messageId];
      expectThat(
        told.every((id) => /^<[^<>\s]+@[^<>\s]+>$/.test(id ?? "")) && told[0] !== told[1],
        `Each has a Message-ID of its own; got ${told.join(" and ")}.`,
      );
      const mails = await expectArrived("a", "d");
      mails.forEach(({ messageId }, at) => {
        if (messageId !== null)
          expectSame(`The Message-ID of mail ${at + 1}, which the delivery tells`, told[at], messageId);
      });
    },
  },
];
