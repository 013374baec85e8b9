import { expect, test } from "vitest";
import { runScript } from "./run-program.ts";

/** A backend that says so if it is asked to send. */
const REAL = `
  import { BaseEmailBackend, configureMail, sendMail } from "@posthorn/core";
  import { outbox, withOutbox } from "@posthorn/testing";
  import { followScript } from "@posthorn/testing/faults";
  class Real extends BaseEmailBackend {
    async transmit() { console.log("sent for real"); }
  }
  configureMail({ backend: Real });
  const send = (subject) => sendMail(subject, "Body", null, ["to@example.com"]);
`;

test("where nobody set it up, the outbox says that no mail lands in it, instead of showing none", async () => {
  const { stdout, stderr } = await runScript(`${REAL}
    for (const look of [() => outbox.length, () => outbox[0], () => followScript([])]) {
      try { look(); console.log("nothing"); } catch (error) { console.log(error.name + ": " + error.message); }
    }`);
  expect(stderr).toBe("");
  expect(stdout.match(/^OutboxError: No mail lands in this outbox/gm)).toHaveLength(3);
  expect(stdout).toContain('Name "@posthorn/testing/setup" in setupFiles');
});

test("mail that withOutbox() did not wait for is never sent for real", async () => {
  const { stdout, stderr } = await runScript(`${REAL}
    let late;
    await withOutbox(() => {
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => send("late"));
    });
    console.log(await late, "accepted");
    console.log(await send("outside"), "accepted");`);
  expect(stderr).toBe("");
  expect(stdout).toBe("1 accepted\n1 accepted\n");
});
