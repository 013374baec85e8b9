import assert from "node:assert/strict";
import { corpus } from "./corpus.mjs";
import { interleaved } from "./interleaved.mjs";
import { build, createTransport, mailOptions, nodemailerVersion } from "./nodemailer.mjs";
import { DummyBackend, sendMail } from "./posthorn.mjs";
import { ReadBack } from "./read-back.mjs";

/** The dummy backend, which keeps its last message for the reader. */
class KeepsLast extends DummyBackend {
  last;

  transmit(outgoing, options) {
    this.last = outgoing.mime;
    return super.transmit(outgoing, options);
  }
}

/** One mail after the other, validated and sent nowhere. */
export async function sendMailRate(report) {
  const mails = corpus()["1 KB text"];
  const reader = new ReadBack();
  const mail = (number) => mails[number % mails.length];
  const connection = new KeepsLast();
  const transport = createTransport({ jsonTransport: true });

  const ours = async (from, count) => {
    for (let number = from; number < from + count; number += 1) {
      const { subject, text, from: sender, to } = mail(number);
      assert.equal(await sendMail(subject, text, sender, to, { connection }), 1);
    }
    return { made: connection.last };
  };
  const peer = async (from, count) => {
    let sent;
    for (let number = from; number < from + count; number += 1)
      sent = await transport.sendMail(mailOptions(mail(number)));
    return { made: sent };
  };
  // What neither has written is written for the reader, with the id that it has.
  const bytes = (made, maker) => (maker === "ours" ? made.toBytes() : build(JSON.parse(made.message)));
  const check = async (made, number, maker) => reader.check(await bytes(made, maker), mail(number), maker);

  const results = await interleaved({ ours, peers: { [nodemailerVersion]: peer }, check });
  const { wall, cpu } = results[nodemailerVersion];
  for (const [clock, figures] of Object.entries({ "wall time": wall, "CPU time": cpu }))
    report(`1 KB text, ${clock}`, { unit: "per second", ...figures, against: nodemailerVersion, read: reader.count });
}
