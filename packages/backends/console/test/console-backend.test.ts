import { EmailMultiAlternatives } from "@posthorn/core";
import { expect, test, vi } from "vitest";
import { ConsoleBackend } from "../src/index.ts";

const message = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Hello", "Body\n", "from@example.com", ["to@example.com"]);

test("what would be sent is written to the stream, with a line of dashes behind each message", async () => {
  let written = "";
  const connection = new ConsoleBackend({ stream: { write: (text: string) => (written += text) } });
  expect(await connection.sendMessages([message(), message()])).toBe(2);
  expect(written.match(/^Subject: Hello$/gm)).toHaveLength(2);
  expect(written.match(/^-{79}$/gm)).toHaveLength(2);
  expect(written).not.toContain("\r");
});

test("without a stream it is standard output", async () => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await new ConsoleBackend().sendMessages([message()]);
  expect(write.mock.calls.join("")).toContain("Subject: Hello");
  write.mockRestore();
});

test("an invalid message is refused, and nothing is written", async () => {
  let written = "";
  const connection = new ConsoleBackend({ stream: { write: (text: string) => (written += text) } });
  const invalid = message();
  invalid.subject = "a\nb";
  await expect(connection.sendMessages([invalid])).rejects.toThrow(/line breaks/);
  expect(written).toBe("");
});
