import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectAnswer, expectSame, fail } from "../verdict.ts";

/** Several messages at once. */
export const batchCases: readonly RunnableCase[] = [
  {
    id: "count",
    title: "counts the messages that were accepted",
    run: async ({ create, expectArrived }) => {
      const backend = await create();
      await expectAnswer("What send() answers", () => letter("a", { connection: backend }).send(), 1);
      const batch = [letter("b"), letter("c"), letter("d")];
      await expectAnswer("What sendMessages() answers for 3", () => backend.sendMessages(batch), 3);
      await expectArrived("a", "b", "c", "d");
    },
  },
  {
    id: "iterable",
    title: "takes messages one after the other from what generates them",
    run: async ({ create, expectArrived }) => {
      async function* generated() {
        for (const subject of ["a", "b", "c"]) yield letter(subject);
      }
      const backend = await create();
      await expectAnswer("What sendMessages() answers", () => backend.sendMessages(generated()), 3);
      await expectArrived("a", "b", "c");
    },
  },
  {
    id: "order",
    title: "sends a batch in order",
    needs: "received",
    run: async ({ create, expectArrived }) => {
      const subjects = Array.from({ length: 60 }, (_, at) => `message ${at}`);
      await (await create()).sendMessages(subjects.map((subject) => letter(subject)));
      await expectArrived(...subjects);
    },
  },
  {
    id: "empty-list",
    title: "answers 0 for an empty list, and opens nothing",
    run: async ({ create, expectArrived, expectOpened }) => {
      const backend = await create();
      await expectAnswer("What sendMessages([]) answers", () => backend.sendMessages([]), 0);
      await expectAnswer("What deliver([]) answers", () => backend.deliver([]), { sent: 0, deliveries: [] });
      await expectOpened(0);
      await expectArrived();
    },
  },
  {
    id: "no-recipients",
    title: "skips a message without recipients, and opens nothing for it",
    run: async ({ create, expectArrived, expectOpened }) => {
      const backend = await create();
      const nobody = letter("nobody", { to: [] });
      nobody.message = () => fail("A message without recipients must not be built.");
      await expectAnswer("What send() answers", () => nobody.send(), 0);
      await expectAnswer("What sendMessages() answers", () => backend.sendMessages([nobody]), 0);
      const { deliveries } = await backend.deliver([nobody]);
      expectSame(
        "What became of it",
        deliveries.map(({ outcome }) => outcome),
        ["skipped"],
      );
      await expectOpened(0);
      await expectAnswer("What a batch answers", () => backend.sendMessages([letter("a"), nobody, letter("c")]), 2);
      await expectArrived("a", "c");
    },
  },
];
