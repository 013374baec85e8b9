import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { built, builtUrl } from "./built.mjs";
import { corpus } from "./corpus.mjs";
import { median } from "./median.mjs";
import { createTransport, mailOptions, nodemailerVersion } from "./nodemailer.mjs";
import { sendMail } from "./posthorn.mjs";
import { ReadBack } from "./read-back.mjs";

const MAILS = 10_000;
const FILES = 20;
const ROUNDS = 7;
const VITEST = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));

const { sentBy, withOutbox } = await built("testing");

/** What mail costs in tests: so many mails in one test, and the set-up of a test file. */
export async function testOutbox(report) {
  await sends(report);
  await setUp(report);
}

/** Milliseconds of 10,000 mails, each validated and kept, in turn. */
async function sends(report) {
  const mails = corpus()["1 KB text"];
  const reader = new ReadBack();
  const times = { ours: [], peer: [] };
  const turns = { ours, peer };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of round % 2 === 0 ? ["ours", "peer"] : ["peer", "ours"]) {
      const begun = performance.now();
      const last = await turns[name](mails);
      // The first round warms both up.
      if (round > 0) times[name].push(performance.now() - begun);
      await reader.check(last, mails[(MAILS - 1) % mails.length], name);
    }
  }
  const [own, peers] = [median(times.ours), median(times.peer)];
  report("10,000 sends", {
    unit: "ms",
    ours: own,
    peer: peers,
    ratio: peers / own,
    against: nodemailerVersion,
    read: reader.count,
  });
}

function ours(mails) {
  return withOutbox(async (outbox) => {
    for (let number = 0; number < MAILS; number += 1) {
      const { subject, text, from, to } = mails[number % mails.length];
      await sendMail(subject, text, from, to);
    }
    if (outbox.length !== MAILS) throw new Error(`The outbox holds ${outbox.length} of ${MAILS} mails`);
    return sentBy(outbox.at(-1)).mime.toBytes();
  });
}

async function peer(mails) {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const sent = [];
  for (let number = 0; number < MAILS; number += 1)
    sent.push(await transport.sendMail(mailOptions(mails[number % mails.length])));
  return sent.at(-1).message;
}

const SET_UPS = {
  nothing: [],
  ours: [fileURLToPath(builtUrl("testing", "setup"))],
  peer: ["./mocked-nodemailer.mjs"],
};

/** What the set-up adds to a test file that tests nothing: whole runs of Vitest, in turn. */
async function setUp(report) {
  const folder = await mkdtemp(fileURLToPath(new URL("test-outbox-", import.meta.url)));
  try {
    await writeFile(
      join(folder, "mocked-nodemailer.mjs"),
      'import { vi } from "vitest";\nimport "nodemailer";\nvi.mock("nodemailer");\n',
    );
    for (let file = 0; file < FILES; file += 1)
      await writeFile(
        join(folder, `${file}.test.mjs`),
        'import { expect, test } from "vitest";\ntest("nothing", () => expect(1).toBe(1));\n',
      );
    for (const [name, setupFiles] of Object.entries(SET_UPS)) {
      // What is installed is not transformed, and neither is what is built here.
      const config = { test: { setupFiles, include: ["*.test.mjs"], maxWorkers: 1 } };
      const external = "server: { deps: { external: [/\\/dist\\//] } }";
      const text = JSON.stringify(config).replace('"test":{', `"test":{${external},`);
      await writeFile(join(folder, `${name}.config.mjs`), `export default ${text};\n`);
    }
    const times = { nothing: [], ours: [], peer: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const names = Object.keys(SET_UPS);
      for (const name of round % 2 === 0 ? names : names.toReversed()) times[name].push(timeOf(folder, name));
    }
    const cost = (name) => median(times[name].map((time, round) => (time - times.nothing[round]) / FILES));
    const [own, peers] = [cost("ours"), cost("peer")];
    report("set-up of a test file", {
      unit: "ms",
      ours: own,
      peer: peers,
      ratio: peers / own,
      against: `vi.mock("nodemailer")`,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function timeOf(folder, name) {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [VITEST, "run", `--config=${name}.config.mjs`, "--root=."],
    { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  if (status !== 0 || !stdout.includes(`${FILES} passed`)) throw new Error(`Vitest failed:\n${stdout}${stderr}`);
  return performance.now() - begun;
}
