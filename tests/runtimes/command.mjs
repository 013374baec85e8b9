import { spawn } from "node:child_process";

/** Runs a program that must succeed, and answers what it printed on standard output. */
export function succeed(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], timeout: 120_000, ...options });
    const stdout = printed(child.stdout);
    const stderr = printed(child.stderr);
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (status === 0) resolve(stdout());
      else reject(new Error(`${command} ended with ${signal ?? status}:\n${stderr()}${stdout().slice(0, 2_000)}`));
    });
  });
}

/** What a stream gives until it is asked for. */
export function printed(stream) {
  let text = "";
  stream.setEncoding("utf8").on("data", (more) => {
    text += more;
  });
  return () => text;
}
