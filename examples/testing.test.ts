import { sendMail } from "@posthorn/core";
import { outbox } from "@posthorn/testing";
import { expect, test } from "vitest";

async function invite(name: string, address: string): Promise<void> {
  await sendMail(`${name} invites you`, `Hello! ${name} invites you.`, null, [address], {
    htmlMessage: `<p>Hello! <b>${name}</b> invites you.</p>`,
  });
}

test("an invitation greets, in text and in HTML", async () => {
  await invite("Ada", "bob@example.com");

  expect(outbox).toHaveSentTimes(1);
  expect(outbox).toHaveSent({ to: ["bob@example.com"], subject: "Ada invites you", html: /<b>Ada<\/b>/ });
  expect(outbox[0]).bodyContains("invites you.");
  expect(outbox).not.bodyContains("Hello! Ada");
});

test("each test begins with an empty outbox", () => {
  expect(outbox).toEqual([]);
});
