import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { corpus } from "./corpus.mjs";
import { interleaved } from "./interleaved.mjs";
import { createTransport, mailOptions, nodemailerVersion } from "./nodemailer.mjs";
import { draft, openConnection, SmtpBackend } from "./posthorn.mjs";
import { ReadBack } from "./read-back.mjs";

/** Building and sending over one connection that is open already, to a server on loopback. */
export async function smtpSend(report) {
  const mails = corpus()["1 KB text"];
  const reader = new ReadBack();
  const sink = fork(fileURLToPath(new URL("smtp-sink.mjs", import.meta.url)));
  const [{ port }] = await once(sink, "message");
  const server = { host: "127.0.0.1", port };
  const connection = await openConnection(SmtpBackend, server);
  const pool = createTransport({ ...server, pool: true, maxConnections: 1, maxMessages: Infinity, ignoreTLS: true });
  const some = (from, count) => Array.from({ length: count }, (_, index) => mails[(from + index) % mails.length]);

  const ours = async (from, count) => {
    assert.equal(await connection.sendMessages(some(from, count).map(draft)), count);
    return { made: count };
  };
  const peer = async (from, count) => {
    await Promise.all(some(from, count).map((mail) => pool.sendMail(mailOptions(mail))));
    return { made: count };
  };
  const check = async (count, number, maker) => {
    sink.send("report");
    const [{ taken, last }] = await once(sink, "message");
    assert.equal(taken, count, `${maker}: every mail must have arrived`);
    const bytes = Buffer.from(last.replace(/^\./gm, ""), "latin1");
    await reader.check(bytes, mails[number % mails.length], maker);
  };
  try {
    const results = await interleaved({ ours, peers: { [nodemailerVersion]: peer }, check });
    const { wall } = results[nodemailerVersion];
    report("1 KB text, RTT 0", { unit: "per second", ...wall, against: nodemailerVersion, read: reader.count });
  } finally {
    pool.close();
    await connection.close();
    sink.disconnect();
  }
}
