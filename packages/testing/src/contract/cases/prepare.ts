import { BadAddressError } from "@posthorn/core";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectSameOctets, thrownBy } from "../verdict.ts";

/** A mail without the fields that servers write above it (RFC 5321, 4.4). */
function withoutTrace(source: Uint8Array): Uint8Array {
  const text = new TextDecoder("latin1").decode(source);
  const trace = /^(?:(?:Received|Return-Path|Delivered-To):.*\r\n(?:[ \t].*\r\n)*)*/i.exec(text)?.[0] ?? "";
  return source.subarray(trace.length);
}

/** Looking at what would be sent. */
export const prepareCases: readonly RunnableCase[] = [
  {
    id: "prepare-sends-nothing",
    title: "prepare() shows the envelope, and sends and opens nothing",
    run: async ({ create, expectArrived, expectOpened }) => {
      const backend = await create();
      const { envelope } = await backend.prepare(
        letter("Prepared", { cc: ["Cleo <cleo@example.com>"], bcc: ["dan@example.com"] }),
      );
      const to = ["ada@example.com", "cleo@example.com", "dan@example.com"];
      expectSame("The envelope", { ...envelope, to: [...envelope.to] }, { from: "bistro@example.com", to });
      await thrownBy("An invalid message", () => backend.prepare(letter("a", { to: ["a@b@c"] })), BadAddressError);
      await expectOpened(0);
      await expectArrived();
    },
  },
  {
    id: "prepare-is-sent",
    title: "prepare() shows to the octet what is sent",
    needs: "received",
    run: async ({ create, carry }) => {
      const draft = letter("Prepared", { html: "<p>Zoë</p>" });
      // Each sending has a Date, a Message-ID and boundaries of its own; here it is one for both.
      const built = draft.message();
      draft.message = () => built;
      const { bytes } = await (await create()).prepare(draft);
      await carry(draft, ({ source }) => {
        if (bytes && source) expectSameOctets("What arrived, beside what was prepared", withoutTrace(source), bytes);
      });
    },
  },
];
