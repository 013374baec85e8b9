import { AbortError, EmailMessage, getConnection } from "@posthorn/core";

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort(new Error("The server is being restarted.")));

const letters = ["ada", "bob", "carl", "zoe"].map(
  (name) => new EmailMessage("Rehearsal", "On Friday at seven.", "secretary@example.com", [`${name}@example.com`]),
);
const connection = await getConnection();
try {
  await connection.sendMessages(letters, { signal: stopping.signal });
} catch (error) {
  if (!(error instanceof AbortError)) throw error;
  const { sent, deliveries } = error.report;
  const toWhom = (fate: string): string =>
    deliveries.flatMap(({ outcome, message }) => (outcome === fate ? message.to : [])).join(", ");
  console.log(`${sent} sent; in doubt: ${toWhom("unknown")}; still to send: ${toWhom("refused")}`);
}
