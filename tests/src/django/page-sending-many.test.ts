import { configureMail, EmailMessage, EmailMultiAlternatives, getConnection, sendMail } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import PostalMime from "postal-mime";
import { expect, test, vi } from "vitest";
import { type CatchingServer, startCatchingServer } from "./catching-server.ts";
import { useOutbox } from "./use-outbox.ts";

useOutbox({ backend: SmtpBackend });

/** Makes the server the default one, as an application's environment does. */
function use({ port }: CatchingServer): void {
  vi.stubEnv("EMAIL_HOST", "127.0.0.1");
  vi.stubEnv("EMAIL_PORT", String(port));
  configureMail({ backend: SmtpBackend });
}

const to = (recipient: string): EmailMessage =>
  new EmailMessage("Hello", "Body goes here", "from@example.com", [recipient]);

test("P12.1, P12.2: one call of sendMessages() opens the default connection, sends messages of every class, and closes it", async () => {
  class Notification extends EmailMultiAlternatives {}
  await using server = await startCatchingServer();
  use(server);
  const connection = await getConnection();
  const messages = [to("to1@example.com"), new Notification({ to: ["to2@example.com"] }), to("to3@example.com")];
  expect(await connection.sendMessages(messages)).toBe(3);
  expect(server.mails.flatMap(({ recipients }) => recipients)).toEqual([
    "to1@example.com",
    "to2@example.com",
    "to3@example.com",
  ]);
  expect([server.connections, await server.open(0)]).toEqual([1, 0]);
});

test("P12.3: between open() and close(), sendMessages() neither opens nor closes", async () => {
  await using server = await startCatchingServer();
  use(server);
  const connection = await getConnection();
  expect(await connection.open()).toBe(true);
  expect(await connection.open()).toBe(false);
  for (const recipient of ["to1@example.com", "to2@example.com"]) {
    await connection.sendMessages([to(recipient)]);
    expect(await server.open(1)).toBe(1);
  }
  expect(server.connections).toBe(1);
  await connection.close();
  expect(await server.open(0)).toBe(0);
});

test("P12.4: a message with an open connection and two more in one call share it, and close() ends it", async () => {
  await using server = await startCatchingServer();
  use(server);
  const connection = await getConnection();
  await connection.open();
  const email1 = new EmailMessage("Hello", "Body goes here", "from@example.com", ["to1@example.com"], { connection });
  expect(await email1.send()).toBe(1);
  expect(await connection.sendMessages([to("to2@example.com"), to("to3@example.com")])).toBe(2);
  expect([server.connections, server.mails.length, await server.open(1)]).toEqual([1, 3, 1]);
  await connection.close();
  expect(await server.open(0)).toBe(0);
});

test("P13.3: a local server that delivers nothing gets the mail, with its headers and body, once EMAIL_HOST and EMAIL_PORT name it", async () => {
  await using server = await startCatchingServer();
  use(server);
  await sendMail("Subject", "Zoë", "from@example.com", ["to@example.com"]);
  expect(await PostalMime.parse(server.mails[0]?.bytes ?? "")).toMatchObject({
    subject: "Subject",
    from: { address: "from@example.com" },
    to: [{ address: "to@example.com" }],
    text: "Zoë\n",
  });
});
