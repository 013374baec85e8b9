import { AbortError, EmailMessage } from "@posthorn/core";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectThat, thrownBy } from "../verdict.ts";

/** Ending a call by its signal. */
export const abortCases: readonly RunnableCase[] = [
  {
    id: "aborted-before",
    title: "sends nothing with a signal that is aborted, and reports each message as not attempted",
    run: async ({ create, expectArrived, expectOpened }) => {
      const signal = AbortSignal.abort("enough");
      const batch = [letter("a"), letter("b")];
      for (const failSilently of [false, true]) {
        const backend = await create({ failSilently });
        for (const call of [() => backend.sendMessages(batch, { signal }), () => backend.deliver(batch, { signal })]) {
          const { cause, report } = await thrownBy("A call with an aborted signal", call, AbortError);
          expectSame("The cause of the AbortError", cause, "enough");
          const told = report.deliveries.map((each) => [each.outcome, "stage" in each && each.stage]);
          expectSame(
            "What its report says",
            told,
            batch.map(() => ["refused", "not-attempted"]),
          );
        }
      }
      await expectOpened(0);
      await expectArrived();
    },
  },
  {
    id: "aborted-in-batch",
    title: "stops at an abort in a batch, and reports what had left and what had not",
    run: async ({ create, arrived }) => {
      const stop = new AbortController();
      const last = letter("c");
      // The batch is on its way when it comes to this message.
      last.message = () => {
        stop.abort("enough");
        return EmailMessage.prototype.message.call(letter("c"));
      };
      const batch = [letter("a"), letter("b"), last, letter("d")];
      const backend = await create();
      const send = (): Promise<number> => backend.sendMessages(batch, { signal: stop.signal });
      const { report } = await thrownBy("A batch that is aborted", send, AbortError);
      const subjects = report.deliveries.map(({ message }) => message.subject);
      expectSame("The messages of the report", subjects, ["a", "b", "c", "d"]);
      const sent = report.deliveries
        .filter(({ outcome }) => outcome === "accepted")
        .map(({ message }) => message.subject);
      expectSame("How many the report counts", report.sent, sent.length);
      expectSame(
        "What is said of those behind",
        report.deliveries.slice(2).map(({ outcome }) => outcome),
        ["refused", "refused"],
      );
      const mails = await arrived();
      if (mails)
        expectSame(
          "What the report says had left, beside what arrived",
          sent,
          mails.map((mail) => mail.subject),
        );
    },
  },
  {
    id: "aborted-on-its-way",
    title: "reports what it knows of a message that is aborted on its way",
    feature: "streams",
    run: async ({ create, carry, arrived, subject }) => {
      const stop = new AbortController();
      const stream = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            controller.enqueue(new Uint8Array(10_000));
            // Somebody reads it, so the message is on its way.
            if (stop.signal.aborted) controller.close();
            else stop.abort("enough");
          },
        },
        // Nothing is read before somebody asks for it.
        { highWaterMark: 0 },
      );
      const draft = letter("On its way", { attachments: [["log.bin", stream, "application/octet-stream"]] });
      if (subject.supports?.streams === false) return carry(draft);
      const backend = await create();
      const { deliveries } = await backend.deliver([draft], { signal: stop.signal }).catch((error: unknown) => {
        if (error instanceof AbortError) return error.report;
        throw error;
      });
      const [outcome, ...others] = deliveries.map((each) => each.outcome);
      expectSame("The number of further deliveries", others.length, 0);
      const mails = await arrived();
      if (mails === undefined) return;
      const allowed = mails.length === 0 ? ["refused", "unknown"] : ["accepted", "unknown"];
      expectThat(
        outcome !== undefined && allowed.includes(outcome),
        `${mails.length} mails arrived, so the message is ${allowed.join(" or ")}; the report says ${outcome}.`,
      );
    },
  },
];
