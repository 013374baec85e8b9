import { BadAddressError, DeliveryError } from "@posthorn/core";
import { letter } from "../letter.ts";
import { misspelledOption } from "../misspelled-option.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectAnswer, expectSame, expectThat, thrownBy } from "../verdict.ts";

/** Opening, closing, and several batches at once. */
export const connectionCases: readonly RunnableCase[] = [
  {
    id: "open",
    title: "open() answers true, then false until it is closed",
    run: async ({ create, expectOpened }) => {
      const backend = await create();
      await expectAnswer("What open() answers at first", () => backend.open(), true);
      await expectAnswer("What open() answers while it is open", () => backend.open(), false);
      await expectOpened(1);
      await backend.close();
      await expectAnswer("What open() answers after close()", () => backend.open(), true);
    },
  },
  {
    id: "close",
    title: "close() can be called twice, and before open(), and leaves a backend that sends",
    run: async ({ create, expectArrived }) => {
      const backend = await create();
      await expectAnswer("What close() answers before open()", () => backend.close(), undefined);
      await expectAnswer("What open() answers then", () => backend.open(), true);
      await expectAnswer("What close() answers", () => backend.close(), undefined);
      await expectAnswer("What close() answers the second time", () => backend.close(), undefined);
      await expectAnswer("What sendMessages() answers then", () => backend.sendMessages([letter("a")]), 1);
      await expectArrived("a");
    },
  },
  {
    id: "dispose",
    title: "closes at the end of an await using block",
    run: async ({ create }) => {
      const backend = await create();
      await backend.open();
      await backend[Symbol.asyncDispose]();
      await expectAnswer("What open() answers after the block", () => backend.open(), true);
    },
  },
  {
    id: "held",
    title: "sends over the connection that open() holds",
    run: async ({ create, expectArrived, expectOpened }) => {
      const backend = await create();
      await backend.open();
      await backend.sendMessages([letter("a")]);
      await backend.sendMessages([letter("b"), letter("c")]);
      await expectAnswer("What open() answers while it is held", () => backend.open(), false);
      await expectOpened(1);
      await expectArrived("a", "b", "c");
    },
  },
  {
    id: "one-connection",
    title: "sends a batch over one connection, and closes it",
    run: async ({ create, expectOpened }) => {
      const backend = await create();
      await backend.sendMessages([letter("a"), letter("b"), letter("c")]);
      await expectOpened(1);
      await expectAnswer("What open() answers after a batch", () => backend.open(), true);
      await expectOpened(2);
    },
  },
  {
    id: "held-after-refusal",
    title: "sends over the held connection after a message that was refused",
    run: async ({ create, subject, expectArrived, expectOpened }) => {
      const backend = await create();
      await backend.open();
      const refused = letter("refused", { to: [subject.refusedRecipient ?? "a@b@c"] });
      const send = (): Promise<number> => backend.sendMessages([refused]);
      await thrownBy("The message", send, ...(subject.refusedRecipient ? [DeliveryError] : [BadAddressError]));
      await expectAnswer("What sendMessages() answers then", () => backend.sendMessages([letter("b")]), 1);
      await expectOpened(1);
      await expectArrived("b");
    },
  },
  {
    id: "concurrent",
    title: "carries batches that are sent at the same time, each message once",
    run: async ({ create, arrived }) => {
      const backend = await create();
      const batches = Array.from({ length: 6 }, (_, at) => [letter(`${at} a`), letter(`${at} b`)]);
      const counts = await Promise.all(batches.map((batch) => backend.sendMessages(batch)));
      expectSame(
        "What each batch answers",
        counts,
        batches.map(() => 2),
      );
      const subjects = batches.flatMap((batch) => batch.map((draft) => draft.subject));
      const mails = await arrived();
      if (mails) expectSame("The subjects that arrived", mails.map((mail) => mail.subject).sort(), subjects);
    },
  },
  {
    id: "misspelled-option",
    title: "refuses an option that it does not take, by name",
    run: async ({ create }) => {
      const error = await thrownBy("The option failSilenty", () => create(misspelledOption), TypeError);
      expectThat(error.message.includes("failSilenty"), `The error must name the option; it says: ${error.message}`);
    },
  },
];
