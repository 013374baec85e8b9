import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestContext } from "vitest";
import { missing } from "../partner.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/django", import.meta.url));

/**
 * What a program of this folder prints, read as JSON. It may import canon.py and compare.py.
 * Without Python the test is skipped and says how to get it; with POSTHORN_PARTNERS=required that is a failure.
 */
export function python<Answer>(context: TestContext, program: string, ...args: readonly string[]): Answer {
  if (spawnSync("python3", ["--version"]).status !== 0) return missing(context, "python3", "apt-get install python3");
  const path = fileURLToPath(new URL(program, import.meta.url));
  // -B leaves no compiled modules beside the fixtures.
  const { status, stdout, stderr } = spawnSync("python3", ["-B", path, ...args], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: fixtures, PYTHONUTF8: "1" },
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${program} ended with status ${status}: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}
