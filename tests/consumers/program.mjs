import assert from "node:assert/strict";
import { join } from "node:path";
import { run } from "./command.mjs";

/**
 * Runs a program of an application, which must end well and without a warning, and answers what it prints.
 *
 * @param file - below the application's folder
 * @param backend - what EMAIL_BACKEND says
 * @param from - the working directory, else the application's folder
 */
export async function runProgram(file, backend, { cwd, env, from = cwd }) {
  const options = { cwd: from, env: { ...env, EMAIL_BACKEND: backend }, timeoutMs: 20_000 };
  const { status, stdout, stderr } = await run(process.execPath, ["--trace-warnings", join(cwd, file)], options);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" }, `It ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout.trim();
}
