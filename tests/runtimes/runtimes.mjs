import { execPath, platform, version } from "node:process";
import { fileURLToPath } from "node:url";
import { binary } from "./binary.mjs";
import { succeed } from "./command.mjs";
import { askWorkerd } from "./workerd.mjs";

const program = fileURLToPath(new URL("program.mjs", import.meta.url));
const DENO = ["run", "--no-lock", "--no-remote", "--no-prompt", "--allow-env"];

/** Every runtime by its name: `start` answers its version, and `ask`, which gives what answer.mjs says. */
export const runtimes = {
  "node-20": { start: (folder) => node("20", folder) },
  "node-22": { start: (folder) => node("22", folder) },
  "node-24": { start: (folder) => node("24", folder) },
  "node-26": { start: (folder) => node("26", folder) },
  bun: { start: (folder) => started(binary("bun"), ["run", program], folder) },
  deno: { start: (folder) => started(binary("deno"), [...DENO, program], folder) },
  workerd: { start: (folder) => workerd(["no_nodejs_compat"], folder) },
  "workerd-nodejs-compat": { start: (folder) => workerd(["nodejs_compat"], folder) },
};

async function started(path, args, folder) {
  const env = environment(folder);
  return { version: await versionOf(path, env), ask: (wanted) => succeed(path, [...args, ...wanted], { env }) };
}

/** This Node, or the one that npx brings. */
async function node(major, folder) {
  const own = version.startsWith(`v${major}.`);
  // Windows finds npx.cmd through a shell alone.
  const options = { shell: platform === "win32" };
  const path = own ? execPath : await succeed("npx", ["--yes", `node@${major}`, "-p", "process.execPath"], options);
  const found = await started(path.trim(), [program], folder);
  if (found.version.startsWith(`${major}.`)) return found;
  throw new Error(`npx brings Node ${found.version} for node@${major}`);
}

async function workerd(flags, folder) {
  const path = binary("workerd");
  const env = environment(folder);
  return { version: await versionOf(path, env), ask: (wanted) => askWorkerd({ path, flags, folder, env }, wanted) };
}

async function versionOf(path, env) {
  const printed = await succeed(path, ["--version"], { env });
  return /\d[\d.-]*\d/.exec(printed)?.[0] ?? printed;
}

/** Nothing of the machine's own: Posthorn takes settings from the environment. Caches go to the folder. */
function environment(folder) {
  const env = { TZ: "UTC", NO_COLOR: "1", HOME: folder, TMPDIR: folder };
  return platform === "win32" ? { ...env, TEMP: folder, SystemRoot: process.env.SystemRoot } : env;
}
