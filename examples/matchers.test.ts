import { EmailMultiAlternatives } from "@posthorn/core";
import { outbox } from "@posthorn/testing";
import type {} from "@posthorn/testing/setup";
import { expect, test } from "vitest";

const terms = new TextEncoder().encode("%PDF-1.7");

async function confirm(order: string, address: string): Promise<void> {
  await new EmailMultiAlternatives(`Your order ${order}`, "It leaves tomorrow.", "Shop <shop@example.com>", [address], {
    bcc: ["archive@example.com"],
    headers: { "X-Order": order },
    html: `<p>It leaves tomorrow.</p><a href="https://shop.example/orders/${order}?from=mail&amp;v=2">Follow it</a>`,
    attachments: [["terms.pdf", terms, "application/pdf"]],
  }).send();
}

test("an order is confirmed", async () => {
  await confirm("PH-20417", "Zoë <zoe@example.com>");

  expect(outbox).toHaveSent({ to: "zoe@example.com", subject: /PH-20417/ });
  expect(outbox).toHaveSentTimes(1);
  expect(outbox).not.toHaveSent({ cc: "zoe@example.com" });
  expect(outbox).toHaveSent((message) => message.attachments.length === 1);
});

test("a confirmation says all that it must", async () => {
  await confirm("PH-20417", "Zoë <zoe@example.com>");
  const [message] = outbox;

  expect(message).toBeAddressedTo("zoe@example.com", "archive@example.com");
  expect(message).toHaveSubject("Your order PH-20417");
  expect(message).toHaveHeader("X-Order", expect.stringMatching(/^PH-\d+$/));
  expect(message).not.toHaveHeader("Bcc");
  expect(message).toHaveTextBody("It leaves tomorrow.");
  expect(message).toHaveHtmlBody(/Follow it/);
  expect(message).toHaveLink("https://shop.example/orders/PH-20417?from=mail&v=2");
  expect(message).toHaveAttachment({ filename: "terms.pdf", mimetype: "application/pdf", content: terms });
});

test("each customer gets one confirmation", async () => {
  await confirm("PH-20417", "zoe@example.com");
  await confirm("PH-20418", "ada@example.com");

  expect([...outbox]).toEqual([
    expect.toBeAddressedTo("zoe@example.com"),
    expect.not.toBeAddressedTo("zoe@example.com"),
  ]);
});
