import { readFileSync } from "node:fs";

/** The most memory that this process had, in megabytes. */
export function peakMemory() {
  try {
    // Linux counts into the child's maxRSS what its parent had when it forked; this is the child's own.
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
