import { spawn } from "node:child_process";

const running = new Set();
let ended = false;

/** Starts a program at the head of a process group, so that what it starts ends with it. */
export function start(command, args, options) {
  if (ended) throw new Error(`${command} is not started any more`);
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "pipe", "pipe"], ...options });
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

/** Runs a program to its end and answers what it printed, whatever its exit code. */
export function run(command, args, { timeoutMs = 150_000, ...options }) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, timeoutMs);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal: late ? `killed after ${timeoutMs / 1000} s` : signal, stdout, stderr });
    });
  });
}

/** Runs a program that must succeed, and answers what it printed on standard output. */
export async function succeed(command, args, options) {
  const { status, signal, stdout, stderr } = await run(command, args, options);
  if (status === 0) return stdout;
  const printed = `${stdout}\n${stderr}`.trim().split("\n").slice(-40).join("\n");
  throw new Error(`${command} ${args.join(" ")} ended with ${signal ?? status}:\n${printed}`);
}

/** Ends a program and what it started. */
export function end(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

/** Ends every program that still runs, and lets none start. */
export function endAll() {
  ended = true;
  for (const child of running) end(child);
}
