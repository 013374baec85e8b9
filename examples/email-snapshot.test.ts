import { sendMail } from "@posthorn/core";
import { outbox } from "@posthorn/testing";
import { expect, test } from "vitest";

test("the welcome reads as it did", async () => {
  await sendMail("Welcome, Zoë", "Here is how to begin.", "Shop <shop@example.com>", ["Zoë <zoe@example.com>"], {
    htmlMessage: "<p>Here is how to begin.</p>",
  });

  expect(outbox[0]).toMatchEmailSnapshot();
});
