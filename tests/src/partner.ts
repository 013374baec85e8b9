import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { freePort } from "./free-port.ts";

/** A mail server that is a process of its own, and the folder that it writes its mail to. */
export interface MailServer extends AsyncDisposable {
  readonly port: number;
  /** The mails as they were written, once there are `count` of them. */
  mails(count: number): Promise<readonly Buffer[]>;
}

/**
 * aiosmtpd, which keeps mail in a Maildir and speaks no PIPELINING.
 * Without it the test is skipped and says how to get it; with POSTHORN_PARTNERS=required that is a failure.
 */
export async function startAiosmtpd(context: TestContext): Promise<MailServer> {
  // A python of the user's own may stand before the system's, which has the package.
  const python = ["python3", "/usr/bin/python3"].find(
    (program) => spawnSync(program, ["-c", "import aiosmtpd"]).status === 0,
  );
  if (python === undefined)
    return missing(context, "aiosmtpd", "apt-get install python3-aiosmtpd, or pip install aiosmtpd");
  return start(
    (port, folder) => [
      python,
      "-m",
      "aiosmtpd",
      "-n",
      "-l",
      `127.0.0.1:${port}`,
      "-c",
      "aiosmtpd.handlers.Mailbox",
      join(folder, "mail"),
    ],
    "mail/new",
  );
}

/** smtp-sink, which comes with Postfix, speaks PIPELINING and writes a file for each mail. Skips as startAiosmtpd does. */
export async function startSmtpSink(context: TestContext): Promise<MailServer> {
  const program = ["smtp-sink", "/usr/sbin/smtp-sink"].find((name) => spawnSync(name, ["-h"]).error === undefined);
  if (program === undefined) return missing(context, "smtp-sink", "apt-get install postfix; its daemon is not needed");
  const user = process.getuid?.() === 0 ? ["-u", "root"] : [];
  return start((port) => [program, ...user, "-d", "mail.", `127.0.0.1:${port}`, "10"], ".");
}

/** Skips the test for want of a program, or fails it where POSTHORN_PARTNERS=required. */
export function missing(context: TestContext, name: string, how: string): never {
  const reason = `${name} is not on this machine: ${how}`;
  if (process.env.POSTHORN_PARTNERS === "required") throw new Error(reason);
  return context.skip(reason);
}

async function start(
  command: (port: number, folder: string) => readonly string[],
  mailbox: string,
): Promise<MailServer> {
  const folder = await mkdtemp(join(tmpdir(), "posthorn-partner-"));
  const port = await freePort();
  const [program = "", ...args] = command(port, folder);
  const server = spawn(program, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  await accepting(port, server);
  return {
    port,
    async mails(count) {
      const mails = join(folder, mailbox);
      for (;;) {
        const names = await readdir(mails).catch(() => []);
        if (names.length >= count) return Promise.all(names.map((name) => readFile(join(mails, name))));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, "exit");
      await rm(folder, { recursive: true });
    },
  };
}

async function accepting(port: number, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (server.exitCode !== null)
      throw new Error(`${server.spawnfile} ended with status ${server.exitCode} before it accepted a connection.`);
    const socket = connect(port, "127.0.0.1");
    const connected = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${server.spawnfile} accepted no connection on port ${port} within 10 s.`);
}
