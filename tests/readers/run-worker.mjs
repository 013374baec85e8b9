import { parentPort, workerData } from "node:worker_threads";
import { checkMessage } from "./checks/check-message.mjs";
import { AllReaders } from "./readers/all-readers.mjs";

// Enough that the processes of the other readers always have a message to read
const AT_ONCE = 24;
const REPORTED = 50;

const { seed, numbers } = workerData;
const readers = new AllReaders();
let next = numbers.from;
let report = { checked: 0, differing: [], bugs: {} };

async function checkOneByOne() {
  while (next < numbers.to) {
    const number = next;
    next += numbers.step;
    const { octets, wrong, bugs } = await checkMessage(readers, seed, number);
    report.checked += 1;
    for (const id of bugs) report.bugs[id] = (report.bugs[id] ?? 0) + 1;
    if (wrong.length > 0) report.differing.push({ number, octets, wrong });
    if (report.checked >= REPORTED) send();
  }
}

function send() {
  parentPort.postMessage(report);
  report = { checked: 0, differing: [], bugs: {} };
}

await Promise.all(Array.from({ length: AT_ONCE }, checkOneByOne));
send();
readers.end();
