import { mailAdmins } from "@posthorn/core";

/** Mails an error to the admins. It never throws: what went wrong must not be hidden by what became of a mail about it. */
async function mailError(error: unknown): Promise<void> {
  try {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    // The first line alone: a line break in a subject is a BadHeaderError.
    const [line] = message.split(/[\p{Cc}\u2028\u2029]/u, 1);
    await mailAdmins(`${name}: ${line}`, stack ?? message, { failSilently: true });
  } catch (failure) {
    console.error("The admins could not be told:", failure);
  }
}

try {
  throw new RangeError("Order PH-20417 has no items\nin the table of orders");
} catch (error) {
  await mailError(error);
}
