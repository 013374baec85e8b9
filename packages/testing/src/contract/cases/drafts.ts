import type { EmailMultiAlternatives } from "@posthorn/core";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectSameOctets, expectThat } from "../verdict.ts";

/** A draft with something in every place. */
const everything = (octets: Uint8Array): EmailMultiAlternatives =>
  letter("Everything", {
    to: ["Ada <ada@example.com>"],
    cc: ["cleo@example.com"],
    bcc: ["dan@example.com"],
    html: "<p>booked</p>",
    attachments: [["all.bin", octets, "application/octet-stream"]],
  });

/** All that a draft consists of, in values of its own. */
function stateOf(draft: EmailMultiAlternatives): unknown {
  // A connection is compared as it is, and not by what is in it.
  const { connection: _, attachments, alternatives, ...fields } = draft;
  return structuredClone({
    ...fields,
    attachments: attachments.map(({ filename, mimetype, contentId, content }) => ({
      filename,
      mimetype,
      contentId,
      content,
    })),
    alternatives: alternatives.map(({ content, mimetype }) => ({ content, mimetype })),
  });
}

/** What a backend may do to a draft, which is nothing. */
export const draftCases: readonly RunnableCase[] = [
  {
    id: "draft-unchanged",
    title: "changes nothing of the messages and the list that it is given",
    feature: "attachments",
    run: async ({ create, carry }) => {
      const octets = Uint8Array.from({ length: 256 }, (_, at) => at);
      const draft = everything(octets);
      const before = stateOf(draft);
      const { connection } = draft;
      await carry(draft);
      const backend = await create();
      const batch = [draft, letter("b")];
      await backend.deliver(batch);
      await backend.prepare(draft);
      expectSame("The draft, after it was sent", stateOf(draft), before);
      expectThat(draft.connection === connection, "The connection of the draft was changed.");
      expectThat(batch.length === 2 && batch[0] === draft, "The list of messages was changed.");
    },
  },
  {
    id: "later-changes",
    title: "has sent what the message was, whatever becomes of the draft then",
    needs: "received",
    run: async ({ create, subject, expectArrived }) => {
      const octets = new Uint8Array(64).fill(1);
      const hasFiles = subject.supports?.attachments !== false;
      const draft = hasFiles ? everything(octets) : letter("Everything");
      await (await create()).sendMessages([draft]);
      draft.subject = "Changed";
      draft.body = "Changed";
      draft.to.push("eve@example.com");
      draft.alternatives.length = 0;
      draft.extraHeaders["X-Changed"] = "yes";
      octets.fill(2);
      const [mail] = await expectArrived("Everything");
      expectSame(
        "Whom the mail is to",
        mail?.to.map(({ address }) => address),
        ["ada@example.com"],
      );
      expectSame("The text", mail?.text?.trim(), "Your table is booked.");
      expectThat(
        !mail?.headers.some(({ name }) => name === "X-Changed"),
        "A header field that was added later arrived.",
      );
      if (!hasFiles) return;
      expectSame("The HTML", mail?.html?.trim(), "<p>booked</p>");
      const file = mail?.attachments[0]?.content ?? new Uint8Array();
      expectSameOctets("The file", file, new Uint8Array(64).fill(1));
    },
  },
];
