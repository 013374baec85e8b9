import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { MailError, type MassMailItem, sendMassMail } from "@posthorn/core";

async function* issues(): AsyncGenerator<MassMailItem> {
  for await (const subscriber of createInterface({ input: createReadStream("subscribers.txt") }))
    yield ["The Post Horn, No. 42", "In this issue: mutes.", "editor@example.com", [subscriber]];
}

try {
  const sent = await sendMassMail(issues());
  console.log(`${sent} accepted`);
} catch (error) {
  if (!(error instanceof MailError)) throw error;
  console.log(`${error.report?.sent} accepted`);
  for (const { message, outcome } of error.report?.deliveries ?? []) console.log(`${message.to}: ${outcome}`);
}
