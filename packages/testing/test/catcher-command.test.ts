import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { EmailMultiAlternatives } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { startCatcher } from "../src/catcher/index.ts";
import { converse } from "./converse.ts";
import { runProgram } from "./run-program.ts";

const command = join(import.meta.dirname, "../dist/catcher/command.js");
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** Starts the command on a free port; `until` resolves with all that it printed once that matches. */
async function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [command, "--port", "0", ...args]);
  started.push(child);
  let printed = "";
  let warned = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    warned += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
    child.emit("printed");
  });
  const until = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(printed)) await once(child, "printed");
    return printed;
  };
  const [, port] = /EMAIL_PORT=(\d+)\n/.exec(await until(/EMAIL_PORT=\d+\n/)) ?? [];
  return { child, port: Number(port), until, warned: () => warned };
}

function order(): EmailMultiAlternatives {
  const message = new EmailMultiAlternatives(
    "Your order, Zoë",
    "It leaves today:\nhttps://example.com/orders/42?from=mail",
    "Example Shop <orders@example.com>",
    ["Zoë O'Brien <zoe@example.com>"],
    ["archive@example.com"],
    { attachments: [["Würde.pdf", new Uint8Array(2000)]] },
  );
  message.attachAlternative("<p>It leaves <b>today</b>.</p>", "text/html");
  return message;
}

describe("posthorn-catch", () => {
  test("says where it listens, prints each mail as a person reads it, and ends with their number", async () => {
    const { child, port, until, warned } = await start();
    expect(await until(/$/)).toContain(`Catching mail at smtp://127.0.0.1:${port}; none of it is delivered.`);
    expect(await until(/$/)).toContain(`\n  EMAIL_HOST=127.0.0.1\n  EMAIL_PORT=${port}\n`);
    await new SmtpBackend({ host: "127.0.0.1", port, timeout: 10 }).sendMessages([order()]);
    const printed = await until(/Würde\.pdf/);
    for (const text of [
      "From: Example Shop <orders@example.com>\n",
      "To: Zoë O'Brien <zoe@example.com>\n",
      "Bcc: archive@example.com",
      "Subject: Your order, Zoë\n",
      "\n  https://example.com/orders/42?from=mail\n",
      "\n  <p>It leaves <b>today</b>.</p>\n",
    ])
      expect(printed).toContain(text);
    expect(printed).not.toContain("quoted-printable");
    expect(printed).not.toContain("\x1b");
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([0, null]);
    expect(await until(/caught/)).toMatch(/\n1 mail was caught\.\n$/);
    expect(warned()).toBe("");
  });

  test("prints the source too if it is told to, in which a terminal obeys nothing", async () => {
    const { port, until } = await start("--source");
    const mail = "X-Bell: \x1b[2J\x07\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n.";
    await converse(port, "EHLO test", "MAIL FROM:<>", "RCPT TO:<zoe@example.com>", "DATA", mail, "QUIT");
    const printed = await until(/Gr=C3=BC=C3=9Fe/);
    expect(printed).toContain("Grüße\n");
    expect(printed).toContain("X-Bell: ␛[2J␇\n");
    for (const control of ["\x07", "\x1b"]) expect(printed).not.toContain(control);
  });

  test("warns of a host that others reach", async () => {
    const { until, warned } = await start("--host", "0.0.0.0");
    expect(await until(/$/)).toContain("  EMAIL_HOST=127.0.0.1\n");
    expect(warned()).toBe("Warning: 0.0.0.0 is not loopback. Whoever reaches this machine can send here.\n");
  });

  test("fails where the port is taken", async () => {
    await using catcher = await startCatcher();
    const { status, stdout, stderr } = await runProgram(process.execPath, [command, "--port", `${catcher.port}`]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toBe(
      `Port ${catcher.port} of 127.0.0.1 is taken. Stop what listens there, or choose another port; 0 is any free one.\n`,
    );
  });

  test.each([
    ["--prot", "There is no option --prot."],
    ["-x", "There is no option -x."],
    ["--port", "--port needs a number from 0 to 65535."],
    ["--port=smtp", '--port needs a number from 0 to 65535, not "smtp".'],
    ["--port=65536", '--port needs a number from 0 to 65535, not "65536".'],
    ["--host=", "--host needs an address or name of this machine."],
    ["--source=no", "--source takes no value."],
    ["1025", 'There are options alone; got "1025".'],
  ])("fails for %s, and says where help is", async (argument, message) => {
    const ended = await runProgram(process.execPath, [command, argument]);
    expect(ended).toEqual({
      status: 1,
      stdout: "",
      stderr: `${message} posthorn-catch --help says which options there are.\n`,
    });
  });

  test("shows its help and its version", async () => {
    const help = await runProgram(process.execPath, [command, "-h"]);
    expect(help).toMatchObject({ status: 0, stderr: "" });
    for (const option of ["--port", "--host", "--source", "--version", "--help"]) expect(help.stdout).toContain(option);
    const version = await runProgram(process.execPath, [command, "--version"]);
    expect(version).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });
});
