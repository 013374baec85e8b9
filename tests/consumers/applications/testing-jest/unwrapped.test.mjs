import { sendMail } from "@posthorn/core";
import { OutboxError, outbox } from "@posthorn/testing";

test.concurrent("a concurrent test without withOutbox() says that it wants it", async () => {
  await sendMail("whose?", "Body", null, ["to@example.com"]);
  expect(() => outbox.length).toThrow(OutboxError);
  expect(() => outbox.length).toThrow(/withOutbox/);
});
