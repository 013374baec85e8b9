import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end in the folder of the package, whose dependencies it can import. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(program, args, { cwd: join(import.meta.dirname, ".."), env: { ...process.env, ...env } });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { status: child.exitCode, stdout, stderr };
}

/** Runs JavaScript in a Node of its own. */
export function runScript(script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram(process.execPath, ["--input-type=module", "--eval", script], env);
}
