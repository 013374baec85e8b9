import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nodemailerVersion } from "./nodemailer.mjs";

const RUN = fileURLToPath(new URL("run.mjs", import.meta.url));

/** What mime-build measures over nodemailer, in a process with one core, where no other thread collects anybody's garbage. */
export function oneCore(report) {
  const core = lastCore();
  if (core === undefined || spawnSync("taskset", ["--version"]).error) {
    console.error("one-core is left out: it needs Linux, and taskset of util-linux.");
    return;
  }
  const command = ["-c", core, process.execPath, RUN, "mime-build", "--json"];
  const { status, stdout, stderr } = spawnSync("taskset", command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`mime-build failed on one core:\n${stderr}`);
  for (const { case: name, against, unit, ours, peer, ratio, read } of JSON.parse(stdout).results)
    if (against === nodemailerVersion) report(name, { against, unit, ours, peer, ratio, read });
}

/** The number of one that this process may use. */
function lastCore() {
  try {
    return /^Cpus_allowed_list:.*?(\d+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  } catch {
    return undefined;
  }
}
