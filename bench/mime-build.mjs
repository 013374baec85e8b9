import { corpus } from "./corpus.mjs";
import { interleaved } from "./interleaved.mjs";
import { build, mailOptions, nodemailerVersion } from "./nodemailer.mjs";
import { draft } from "./posthorn.mjs";
import { ReadBack } from "./read-back.mjs";

/** From what an application has to bytes: constructed, validated, built, with a new id each. */
export async function mimeBuild(report) {
  for (const [name, mails] of Object.entries(corpus())) {
    const reader = new ReadBack();
    const mail = (number) => mails[number % mails.length];
    const ours = async (from, count) => {
      let bytes;
      for (let number = from; number < from + count; number += 1) bytes = draft(mail(number)).message().toBytes();
      return bytes;
    };
    const peer = async (from, count) => {
      let bytes;
      for (let number = from; number < from + count; number += 1) bytes = await build(mailOptions(mail(number)));
      return bytes;
    };
    const check = (bytes, number, maker) => reader.check(bytes, mail(number), maker);
    for (const work of [ours, peer]) {
      for (const number of mails.keys()) await check(await work(number, 1), number, work.name);
    }
    const { wall } = await interleaved({ ours, peer, check });
    report(name, { unit: "per second", ...wall, against: nodemailerVersion, read: reader.count });
  }
}
