import { ConsoleBackend } from "@posthorn/console";
import { BadHeaderError, configureMail, DeliveryError, EmailMessage } from "@posthorn/core";
import { afterEach, expect, test } from "vitest";
import { runNode } from "../node-program.ts";

afterEach(() => configureMail({}));

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Grüße\n", "from@example.com", to);

/** A stream that keeps what is written to it, one element a write. */
function keeping(): { readonly writes: string[]; write(text: string): void } {
  const writes: string[] = [];
  return { writes, write: (text) => void writes.push(text) };
}

test("B13.5: each message is printed decoded, in one write, and counts", async () => {
  let id = 0;
  configureMail({ clock: () => new Date("2026-11-23T09:05:00Z"), idSource: () => `id${++id}` });
  const stream = keeping();
  expect(await new ConsoleBackend({ stream }).sendMessages([message("a"), message("b")])).toBe(2);
  const expected = (subject: string, number: number): string =>
    [
      "━".repeat(79),
      "      From: from@example.com",
      "        To: to@example.com",
      `   Subject: ${subject}`,
      "      Date: Mon, 23 Nov 2026 09:05:00 +0000",
      `Message-ID: <id${number}@example.com>`,
      "",
      "  Grüße",
      "",
      "",
    ].join("\n");
  expect(stream.writes).toEqual([expected("a", 1), expected("b", 2)]);
});

test("B13.5: with the format django each message is its octets with line feeds, a line feed and a line of 79 dashes", async () => {
  let id = 0;
  configureMail({ clock: () => new Date("2026-11-23T09:05:00Z"), idSource: () => `id${++id}` });
  const stream = keeping();
  expect(await new ConsoleBackend({ stream, format: "django" }).sendMessages([message("a"), message("b")])).toBe(2);
  const expected = (subject: string, number: number): string =>
    [
      `Subject: ${subject}`,
      "From: from@example.com",
      "To: to@example.com",
      "Date: Mon, 23 Nov 2026 09:05:00 +0000",
      `Message-ID: <id${number}@example.com>`,
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      "R3LDvMOfZQ0K",
      "",
      "-".repeat(79),
      "",
    ].join("\n");
  expect(stream.writes.join("")).toBe(expected("a", 1) + expected("b", 2));
});

test("B13.5: each message is written before the next one is built", async () => {
  const stream = keeping();
  const seen: number[] = [];
  configureMail({
    beforeSend: (draft) => {
      seen.push(stream.writes.length);
      return draft;
    },
  });
  await new ConsoleBackend({ stream }).sendMessages([message("a"), message("b"), message("c")]);
  expect(seen).toEqual([0, 1, 2]);
});

test("B13.5: without a stream it writes to standard output", async () => {
  const program = `
    import { sendMail } from "@posthorn/core";
    await sendMail("To the console", "Body", null, ["to@example.com"]);
  `;
  const { stdout, stderr } = await runNode({ "a.mjs": program }, { EMAIL_BACKEND: "@posthorn/console" });
  expect(stdout).toMatch(/^━{79}\n(?:.+\n)+ +Subject: To the console\n(?:.+\n)+\n {2}Body\n\n$/);
  expect(stderr).toBe("");
});

test("B13.6: of no messages it is 0, and nothing is written", async () => {
  const stream = keeping();
  expect(await new ConsoleBackend({ stream }).sendMessages([])).toBe(0);
  expect(stream.writes).toEqual([]);
});

test("B13.7: a message without recipients is neither written nor counted", async () => {
  const stream = keeping();
  expect(await new ConsoleBackend({ stream }).sendMessages([message("a"), message("nobody", [])])).toBe(1);
  expect(stream.writes.join("")).not.toContain("nobody");
});

test("B13.8: an invalid message is an error, silently too, and the others are written", async () => {
  const stream = keeping();
  const sent = new ConsoleBackend({ stream, failSilently: true }).sendMessages([
    message("a"),
    message("line\nbreak"),
    message("c"),
  ]);
  await expect(sent).rejects.toThrow(BadHeaderError);
  await expect(sent).rejects.toMatchObject({ report: { sent: 2 } });
  expect(stream.writes.map((text) => /\bSubject: (.*)$/m.exec(text)?.[1])).toEqual(["a", "c"]);
});

test("B13.8: a stream that fails is a delivery error, which is silenced and not counted", async () => {
  const stream = {
    write: () => {
      throw new RangeError("it is full");
    },
  };
  const failing = new ConsoleBackend({ stream }).sendMessages([message("a")]);
  await expect(failing).rejects.toThrow(DeliveryError);
  await expect(failing).rejects.toThrow("The stream of the console backend cannot be written to: it is full.");
  expect(await new ConsoleBackend({ stream, failSilently: true }).sendMessages([message("a")])).toBe(0);
});

test("B13.8: a pipe that nobody reads any more ends no program", async ({ skip }) => {
  skip(process.platform === "win32", "Windows has no such pipes");
  const program = `
    import { spawn } from "node:child_process";
    import { sendMail } from "@posthorn/core";
    const send = () => sendMail("Subject", "x".repeat(100_000), null, ["to@example.com"]);
    if (process.env.PIPED) {
      await new Promise((resolve) => process.stdin.once("end", resolve).resume());
      for (const _time of [1, 2]) await send().catch(({ name, code }) => console.error(name, code));
    } else {
      const env = { ...process.env, PIPED: "1" };
      const child = spawn(process.execPath, ["a.mjs"], { env, stdio: ["pipe", "pipe", "inherit"] });
      child.stdout.once("close", () => child.stdin.end()).destroy();
      child.once("exit", (code) => console.log(code));
    }
  `;
  const { stdout, stderr } = await runNode({ "a.mjs": program }, { EMAIL_BACKEND: "@posthorn/console" });
  expect([stdout, stderr]).toEqual(["0\n", "DeliveryError service\nDeliveryError service\n"]);
});
