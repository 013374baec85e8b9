import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CatcherError, startCatcher } from "@posthorn/testing/catcher";
import type {} from "@posthorn/testing/setup";
import { expect, test } from "vitest";

const run = promisify(execFile);

/** Runs a program as it is deployed: a process of its own, which is told by its environment where mail goes. */
function start(program: string, environment: Readonly<Record<string, string>>) {
  return run(process.execPath, [program], { cwd: import.meta.dirname, env: { ...process.env, ...environment } });
}

function ship(environment: Readonly<Record<string, string>>) {
  return start("dist/send-mail.js", environment);
}

test("whoever has ordered is told that it was shipped", async () => {
  await using catcher = await startCatcher();

  await ship(catcher.env);

  const mail = await catcher.waitForMail({ to: "zoe@example.com", subject: /shipped/ });
  expect(mail).toHaveTextBody(/Galway/);
  expect(catcher.mails).toHaveSentTimes(1);
});

test("an address that is gone is an error of the shop", async () => {
  await using catcher = await startCatcher({ refuse: { "zoe@example.com": "550 5.1.1 No such user" } });

  await expect(ship(catcher.env)).rejects.toMatchObject({ stderr: expect.stringContaining("No such user") });
  expect(catcher.mails).toEqual([]);
});

test("mail of a mailer with a server of its own is caught too", async () => {
  await using catcher = await startCatcher();

  await start("dist/named-mailers.js", { ...catcher.env, BULK_HOST: catcher.host, BULK_PORT: `${catcher.port}` });

  expect(catcher.mails).toHaveLength(4);
  expect(catcher.mails[1]?.subject).toBe("New post horns");
});

test("two catchers cannot have one port", async () => {
  await using catcher = await startCatcher();

  await expect(startCatcher({ port: catcher.port })).rejects.toThrow(CatcherError);
});
