import { afterEach, beforeEach, test } from "node:test";
import { sendMail } from "@posthorn/core";
import { expectMail, outbox, useOutbox } from "@posthorn/testing";

useOutbox({ beforeEach, afterEach });

test("a code is sent to who asked for it, and to nobody else", async () => {
  await sendMail("Your code is 482913", "It is good for ten minutes.", "login@example.com", ["zoe@example.com"]);

  expectMail(outbox).toHaveSent({ to: ["zoe@example.com"], subject: /482913/ });
  expectMail(outbox).not.toHaveSent({ recipients: "ada@example.com" });
  expectMail(outbox[0]).bodyContains("ten minutes");
});
