// Runs the pnpm that package.json names: the one on PATH if it is that version, else the one that npx brings.
// corepack is not used: it fails where the registry signs nothing.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
// Windows finds npx.cmd and pnpm.cmd through a shell alone.
const needsShell = process.platform === "win32";

let path;

/** PATH with the right pnpm first: turbo looks for it there too. */
function pathWithPnpm() {
  const ask = { cwd: root, encoding: "utf8", shell: needsShell, stdio: ["ignore", "pipe", "pipe"] };
  const found = spawnSync("pnpm", ["--version"], ask);
  if (`pnpm@${found.stdout?.trim()}` === packageManager) return process.env.PATH;
  const brought = spawnSync("npx", ["--yes", "--package", packageManager, "--", "node", "-p", "process.env.PATH"], ask);
  if (brought.status === 0) return brought.stdout.trim();
  console.error(`${packageManager} could not be had through npx; is the npm registry reachable?\n${brought.stderr}`);
  process.exit(1);
}

/**
 * Runs a program with the right pnpm on its PATH; ends this process if it fails.
 * With `quiet`, what it prints is shown only then.
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  path ??= pathWithPnpm();
  const env = { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: "1", ...options.env };
  const output = quiet ? "pipe" : "inherit";
  const shell = needsShell && command !== process.execPath;
  const ran = spawnSync(command, args, { cwd: root, stdio: ["ignore", output, output], shell, ...options, env });
  if (ran.error) throw ran.error;
  if (ran.status === 0) return;
  if (quiet) process.stderr.write(`\n${ran.stdout}${ran.stderr}`);
  process.exit(ran.status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run("pnpm", process.argv.slice(2), { stdio: "inherit" });
