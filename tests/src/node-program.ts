import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

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
export async function runNode(files: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): Promise<Output> {
  const folder = await mkdtemp(join(tmpdir(), "posthorn-program-"));
  try {
    await symlink(packages, join(folder, "node_modules"), "junction");
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const [program = ""] = Object.keys(files);
    const node = spawn(process.execPath, ["--trace-warnings", program], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    const [stdout, stderr] = await Promise.all([text(node.stdout), text(node.stderr), once(node, "exit")]);
    return { status: node.exitCode, stdout, stderr };
  } finally {
    await rm(folder, { recursive: true });
  }
}
