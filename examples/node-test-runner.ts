import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { sendMail } from "@posthorn/core";
import { outbox, useOutbox, withOutbox } from "@posthorn/testing";

useOutbox({ beforeEach, afterEach });

async function sendCode(code: string, address: string): Promise<void> {
  await sendMail(`Your code is ${code}`, "It is good for ten minutes.", "login@example.com", [address]);
}

test("a code is sent to who asked for it", async () => {
  await sendCode("482913", "zoe@example.com");
  assert.deepEqual(outbox[0]?.to, ["zoe@example.com"]);
});

describe("at the same time", { concurrency: true }, () => {
  for (const name of ["ada", "bob", "zoe"]) {
    test(`${name} gets a code`, () =>
      withOutbox(async (own) => {
        await sendCode("135790", `${name}@example.com`);
        assert.deepEqual(own[0]?.to, [`${name}@example.com`]);
      }));
  }
});

test("a code that was sent before is not in the outbox any more", () => {
  assert.equal(outbox.length, 0);
});
