import { expect, test } from "vitest";
import { EmailMessage, type EmailMessageOptions } from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

const GOOD = "a@example.com";

/** Why a message is refused, as `send()` says it and as `message()` does. */
async function reasons(options: EmailMessageOptions): Promise<readonly string[]> {
  const message = new EmailMessage({ connection: new RecordingBackend(), ...options });
  const reasonOf = (error: Error): string => error.message;
  const sent = message.send().then(() => "sent", reasonOf);
  const built = Promise.resolve()
    .then(() => message.message())
    .then(() => "built", reasonOf);
  return await Promise.all([sent, built]);
}

test.each<[string, EmailMessageOptions]>([
  ["fromEmail", { fromEmail: "a b", to: [GOOD, ""] }],
  ["to[1]", { to: [GOOD, ""], cc: [""] }],
  ["cc[0]", { to: [GOOD], cc: ["a b"] }],
  ["to[0]", { to: ["a@example.com\r\nBcc: b@example.com"] }],
])("the mailbox that is wrong is called %s, by send() as by message()", async (name, options) => {
  const [sent, built] = await reasons(options);
  expect(sent?.startsWith(`${name} must`), `send() says which one it is: ${sent}`).toBe(true);
  expect(built).toBe(sent);
});

test("a blind recipient among fifty is named by its place, and so is whom an answer goes to", async () => {
  const bcc = Array.from({ length: 50 }, (_, index) => (index === 41 ? "" : GOOD));
  expect((await reasons({ to: [GOOD], bcc }))[0]).toMatch(
    /^bcc\[41\] must be exactly one mailbox .* got "": it is empty/,
  );
  expect(await reasons({ to: [GOOD], replyTo: [GOOD, "b"], fromEmail: "a@b" })).toEqual(["sent", "built"]);
  expect((await reasons({ to: [GOOD], replyTo: [GOOD, "b c"] }))[0]).toMatch(/^replyTo\[1\] must be/);
});

test("recipients that a subclass adds are named by their place in what recipients() answers", async () => {
  class Archived extends EmailMessage {
    override recipients(): string[] {
      return [...super.recipients(), "archive"].concat("no one");
    }
  }
  const message = new Archived({ to: [GOOD], connection: new RecordingBackend() });
  await expect(message.send()).rejects.toThrow(/^recipients\(\)\[2\] must be exactly one mailbox/);
});
