#!/usr/bin/env node
/**
 * `posthorn-catch`: prints the mail that a program in development sends.
 *
 * @packageDocumentation
 */

import { readFileSync } from "node:fs";
import { startCatcher } from "./catcher.ts";
import { CatcherError } from "./catcher-error.ts";
import { type CommandLine, HELP, readCommandLine, UsageError } from "./command-line.ts";
import { printedMail } from "./printed-mail.ts";

try {
  const asked = readCommandLine(process.argv.slice(2));
  if (asked.shows === "help") console.log(HELP);
  else if (asked.shows === "version") console.log(version());
  else await catchMails(asked);
} catch (error) {
  if (error instanceof UsageError)
    console.error(`${error.message} posthorn-catch --help says which options there are.`);
  else if (error instanceof CatcherError) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}

async function catchMails({ host, port, source }: Extract<CommandLine, { shows: "mails" }>): Promise<void> {
  let caught = 0;
  const color = process.stdout.isTTY && process.stdout.hasColors();
  const catcher = await startCatcher({
    host,
    port,
    keep: 0,
    onMail: (mail) => {
      caught += 1;
      process.stdout.write(printedMail(mail, { color, source }));
    },
  });
  if (!isLoopback(host)) console.error(`Warning: ${host} is not loopback. Whoever reaches this machine can send here.`);
  console.log(`Catching mail at ${catcher.url}; none of it is delivered. Stop with Ctrl+C. To send here, set

  EMAIL_HOST=${catcher.host}
  EMAIL_PORT=${catcher.port}
`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      await catcher.stop();
      console.log(caught === 1 ? "1 mail was caught." : `${caught} mails were caught.`);
    });
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function version(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  return version;
}
