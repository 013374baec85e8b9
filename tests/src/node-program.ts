import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../node_modules");

/** What a program printed. */
export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program in a folder of its own, which has the built packages installed.
 *
 * @param files - the program first, by name; further files of the folder behind it
 */
export function runNode(files: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): Output {
  const folder = mkdtempSync(join(tmpdir(), "posthorn-program-"));
  try {
    symlinkSync(packages, join(folder, "node_modules"), "junction");
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const [program = ""] = Object.keys(files);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--trace-warnings", program], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
