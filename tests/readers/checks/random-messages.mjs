import { Worker } from "node:worker_threads";

const STALLED_MS = 120_000;

/** Checks random messages in several threads, each with processes of its own for the readers that need one. */
export async function checkRandomMessages({ seed, from, to, workers }, summary) {
  summary.begin(to - from);
  const running = Array.from({ length: workers }, (_, index) =>
    runWorker({ seed, numbers: { from: from + index, to, step: workers } }, summary),
  );
  await Promise.all(running);
}

function runWorker(workerData, summary) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("../run-worker.mjs", import.meta.url), { workerData });
    const stalled = setTimeout(() => {
      summary.fail(`nothing was read for ${STALLED_MS / 1000} s`);
      worker.terminate();
    }, STALLED_MS);
    worker.on("message", ({ checked, differing, bugs }) => {
      stalled.refresh();
      summary.checked(checked - differing.length, bugs);
      for (const { number, octets, wrong } of differing) summary.differs(number, octets, wrong);
    });
    worker.on("error", (error) => summary.fail(String(error.stack)));
    worker.on("exit", () => {
      clearTimeout(stalled);
      resolve();
    });
  });
}
