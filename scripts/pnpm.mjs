// Runs the pnpm that package.json names: the one on PATH if it is that version, else the one that npx brings.
// corepack is not used: it fails where the registry signs nothing.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const version = packageManager.split("@")[1];
const shell = process.platform === "win32";

let path;

/** PATH with the right pnpm first: turbo looks for it there too. */
function pathWithPnpm() {
  const found = spawnSync("pnpm", ["--version"], {
    cwd: root,
    encoding: "utf8",
    shell,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (found.stdout?.trim() === version) return process.env.PATH;
  const args = ["--yes", "--package", packageManager, "--", "node", "-p", "process.env.PATH"];
  const brought = spawnSync("npx", args, { cwd: root, encoding: "utf8", shell, stdio: ["ignore", "pipe", "inherit"] });
  if (brought.status !== 0)
    throw new Error(`pnpm ${version} could not be had through npx; is the npm registry reachable?`);
  return brought.stdout.trim();
}

/** Runs a program with the right pnpm on its PATH; ends this process if it fails. */
export function run(command, args, options = {}) {
  path ??= pathWithPnpm();
  const env = { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: "1", ...options.env };
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell,
    ...options,
    env,
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run("pnpm", process.argv.slice(2), { stdio: "inherit" });
