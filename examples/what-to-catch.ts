import { DeliveryError, DeliveryUnknownError, EmailMessage, InvalidMessageError } from "@posthorn/core";

async function trySend(message: EmailMessage): Promise<string> {
  try {
    return (await message.send()) === 1 ? "accepted" : "nobody to send it to";
  } catch (error) {
    if (error instanceof InvalidMessageError) return `mend the message: ${error.message}`;
    if (error instanceof DeliveryUnknownError) return "it may have arrived; ask before you send it again";
    if (error instanceof DeliveryError && error.retryable) return `try again later: ${error.code}`;
    if (error instanceof DeliveryError) return `give up: ${error.code} (${error.response})`;
    // A wrong setting or a bug: no message can be blamed for it, and trying again does not help.
    throw error;
  }
}

const to = ["ada@example.com", "bob@", "nobody@example.com", "busy@example.com", "silent@example.com"];
for (const recipient of to) {
  const message = new EmailMessage("Rehearsal", "On Friday at seven.", "secretary@example.com", [recipient]);
  console.log(`${recipient}: ${await trySend(message)}`);
}
