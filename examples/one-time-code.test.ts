import { sendMail } from "@posthorn/core";
import { code, latest, links, waitForMessage } from "@posthorn/testing";
import { expect, test, vi } from "vitest";

async function sendCode(address: string): Promise<void> {
  const link = "https://shop.example/login?code=482913";
  await sendMail("Your code is 482 913", `Or go to ${link}.`, "login@example.com", [address]);
}

test("a code is what the login asks for", async () => {
  await sendCode("zoe@example.com");

  const message = latest({ to: "zoe@example.com" });

  expect(code(message)).toBe("482913");
  expect(links(message)).toEqual(["https://shop.example/login?code=482913"]);
});

test("a code is sent after a while", async () => {
  vi.useFakeTimers();
  setTimeout(() => sendCode("zoe@example.com"), 60_000);

  const waiting = waitForMessage({ to: "zoe@example.com" }, { timeoutMs: 2000 });
  await vi.advanceTimersByTimeAsync(60_000);

  expect(await waiting).toHaveSubject(/code/);
  vi.useRealTimers();
});

test("a second code is sent to who asks again", async () => {
  await sendCode("zoe@example.com");
  setTimeout(() => sendCode("zoe@example.com"), 10);

  const second = await waitForMessage({ to: "zoe@example.com" }, { nth: 2 });

  expect(code(second)).toBe("482913");
});
