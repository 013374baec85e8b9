import { DeliveryError, DeliveryUnknownError, EmailMessage } from "@posthorn/core";
import { outbox } from "@posthorn/testing";
import {
  accept,
  failWith,
  followScript,
  hang,
  limitRate,
  loseAnswer,
  loseConnection,
  refuse,
  refuseConnection,
  refuseLogin,
  ScriptedBackend,
} from "@posthorn/testing/faults";
import { expect, test } from "vitest";

/** Sends a receipt, and once more where that can help; answers what its row in the database should say. */
async function sendReceipt(address: string): Promise<string> {
  const receipt = new EmailMessage("Your receipt", "Thank you.", "shop@example.com", [address]);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await receipt.send({ signal: AbortSignal.timeout(100) });
      return "sent";
    } catch (error) {
      if (error instanceof DeliveryUnknownError) return "ask the customer";
      if (!(error instanceof DeliveryError)) return "late";
      if (!error.retryable || attempt === 2) return error.code;
    }
  }
}

test.each([
  ["a server that is busy for a moment", [refuse("451 4.3.2 Try again later"), accept()], "sent", 1],
  ["a connection that is lost", [loseConnection()], "sent", 1],
  ["a service with a limit", [limitRate(30_000), limitRate(30_000)], "rate_limited", 0],
  ["a server that is down", [refuseConnection(), refuseConnection()], "connection", 0],
  ["a wrong password", [refuseLogin()], "authentication", 0],
  ["a mail that is not wanted", [refuse()], "message_refused", 0],
  ["an answer that is lost", [loseAnswer()], "ask the customer", 1],
  ["a server that hangs", [hang()], "late", 0],
  ["an error of a provider", [failWith(paused())], "service", 0],
])("%s", async (_what, script, row, sent) => {
  followScript(script);

  expect(await sendReceipt("zoe@example.com")).toBe(row);
  expect(outbox).toHaveLength(sent);
});

test("an address that is no more", async () => {
  followScript({ refuse: { "gone@example.com": "550 5.1.1 No such user" } });

  expect(await sendReceipt("gone@example.com")).toBe("recipients_refused");
});

test("a backend of its own follows a script too", async () => {
  const connection = new ScriptedBackend({ script: [refuse()] });
  const receipt = new EmailMessage({ subject: "Your receipt", to: ["zoe@example.com"], connection });

  await expect(receipt.send()).rejects.toThrow("554 5.7.1 Refused");
});

function paused(): DeliveryError {
  return new DeliveryError("The account is paused.", { code: "service", stage: "request", retryable: false });
}
