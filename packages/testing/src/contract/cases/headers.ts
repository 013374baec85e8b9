import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame } from "../verdict.ts";

const HEADERS = {
  "X-Order": "4711",
  "List-Unsubscribe": "<mailto:unsubscribe@example.com>, <https://example.com/unsubscribe?id=4711>",
  "X-Note": "Für Zoë – 🎉",
  References: "<booking-1040@example.com> <booking-1041@example.com>",
  "In-Reply-To": "<booking-1041@example.com>",
  "List-Id": "Guests <guests.example.com>",
  "Auto-Submitted": "auto-generated",
  Sender: "desk@example.com",
  Importance: "high",
};

/** Header fields of the application's own. */
export const headerCases: readonly RunnableCase[] = [
  {
    id: "extra-headers",
    title: "carries extra header fields, each once and with its value",
    feature: "extraHeaders",
    looks: true,
    run: async ({ carry }) =>
      carry(letter("Headers", { headers: HEADERS }), (mail) => {
        for (const [name, value] of Object.entries(HEADERS)) {
          const found = mail.headers.filter((field) => field.name.toLowerCase() === name.toLowerCase());
          expectSame(
            `The header fields called ${name}`,
            found.map((field) => field.value),
            [value],
          );
        }
      }),
  },
  {
    id: "own-message-id",
    title: "carries a Message-ID of the application's own, and tells it",
    feature: "messageId",
    looks: true,
    run: async ({ create, carry }) => {
      const draft = letter("Own", { headers: { "Message-ID": "<booking-1042@example.com>" } });
      await carry(draft, (mail) => expectSame("The Message-ID", mail.messageId, "<booking-1042@example.com>"));
      const { deliveries } = await (await create()).deliver([draft]);
      expectSame("The Message-ID of the delivery", deliveries[0]?.messageId, "<booking-1042@example.com>");
    },
  },
];
