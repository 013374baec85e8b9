import assert from "node:assert/strict";
import { fork, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./median.mjs";
import { nodemailerVersion } from "./nodemailer.mjs";
import { randomNumbers } from "./random.mjs";

const ROUNDS = 5;
const SEED = 20_000_000;
const MEGABYTES = 200;
const BASE64_OCTETS = (MEGABYTES * 2 ** 20 * 4) / 3;
const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const TO_NOWHERE = fileOf("stream-program.mjs");
const OVER_SMTP = fileOf("smtp-stream-program.mjs");
const SIDES = ["ours", "nodemailer"];
const FIGURES = { "wall time": ["wall", "ms"], "peak memory": ["memory", "MB"] };

/** A mail with a large file, streamed and thrown away, and sent over SMTP: whole processes, in turn. */
export async function stream(report) {
  const folder = await mkdtemp(join(tmpdir(), "posthorn-bench-"));
  try {
    const path = join(folder, "large.bin");
    const digest = await writeFile(path);
    await toNowhere(report, path, digest);
    await overSmtp(report, path, digest);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function toNowhere(report, path, digest) {
  for (const side of SIDES)
    assert.equal(run(TO_NOWHERE, side, path, "digest").digest, digest, `${side}: the file, decoded`);
  await inTurns(report, `${MEGABYTES} MB file`, SIDES.length, async (side) => {
    const turn = run(TO_NOWHERE, side, path);
    assert.ok(turn.octets > BASE64_OCTETS, `${side}: the whole file`);
    return turn;
  });
}

/** To a server on loopback in a process of its own, a new one each time: it keeps what it was sent. */
async function overSmtp(report, path, digest) {
  const send = async (side) => {
    const sink = fork(fileOf("smtp-sink.mjs"));
    try {
      const [{ port }] = await once(sink, "message");
      const turn = run(OVER_SMTP, side, path, String(port));
      sink.send("digest");
      const [answer] = await once(sink, "message");
      assert.equal(answer.taken, 1, `${side}: the mail must have arrived`);
      return { ...turn, ...answer };
    } finally {
      sink.disconnect();
    }
  };
  await inTurns(report, `${MEGABYTES} MB file over SMTP`, SIDES.length * ROUNDS, async (side) => {
    const turn = await send(side);
    assert.equal(turn.digest, digest, `${side}: the file, decoded`);
    return turn;
  });
}

async function inTurns(report, what, read, take) {
  const turns = { ours: [], nodemailer: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) turns[side].push(await take(side));
  for (const [title, [figure, unit]] of Object.entries(FIGURES)) {
    const [ours, peers] = SIDES.map((side) => turns[side].map((turn) => turn[figure]));
    const ratio = median(ours.map((value, round) => peers[round] / value));
    const figures = { unit, ours: median(ours), peer: median(peers), ratio };
    report(`${what}, ${title}`, { ...figures, against: nodemailerVersion, read });
  }
}

/** Writes the file, no two blocks of which are alike; answers its digest. */
async function writeFile(path) {
  const random = randomNumbers(SEED);
  const hash = createHash("sha256");
  const file = await open(path, "w");
  const block = new Uint32Array(2 ** 18);
  for (let left = MEGABYTES; left > 0; left -= 1) {
    for (let at = 0; at < block.length; at += 1) block[at] = random() * 2 ** 32;
    hash.update(block);
    await file.writeFile(block);
  }
  await file.close();
  return hash.digest("hex");
}

function run(program, ...options) {
  const env = { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...options], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`The program of stream failed:\n${stderr}`);
  return JSON.parse(stdout);
}
