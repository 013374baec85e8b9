import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type EmailMessage, overrideMailers, sendMail } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";

const outbox: EmailMessage[] = [];
const restore = overrideMailers(() => new MemoryBackend({ outbox }));
after(restore);

test("a code is sent to who asked for it", async () => {
  await sendMail("Your code is 482913", "It is good for ten minutes.", "login@example.com", ["zoe@example.com"]);
  assert.deepEqual(outbox[0]?.to, ["zoe@example.com"]);
});
