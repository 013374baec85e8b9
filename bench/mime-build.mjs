import { AssertionError } from "node:assert/strict";
import { corpus } from "./corpus.mjs";
import { build as buildWithEmailjs, emailjsVersion } from "./emailjs.mjs";
import { interleaved } from "./interleaved.mjs";
import { build as buildWithNodemailer, mailOptions, nodemailerVersion } from "./nodemailer.mjs";
import { draft } from "./posthorn.mjs";
import { PythonEmail } from "./python.mjs";
import { ReadBack } from "./read-back.mjs";
import { build as buildWithUpyo, upyoVersion } from "./upyo.mjs";

/** Five sides take turns, so each has fewer and shorter ones. */
const ROUNDS = 15;
const ROUND_MS = 60;

/** From what an application has to bytes: constructed, validated, built, with a new id each. */
export async function mimeBuild(report) {
  const pythonVersion = PythonEmail.version();
  const python = new PythonEmail();
  try {
    for (const [name, mails] of Object.entries(corpus())) {
      python.load(mails);
      await oneClass(name, mails, { [pythonVersion]: (from, count) => python.build(from, count) }, report);
    }
  } finally {
    await python.close();
  }
}

async function oneClass(name, mails, python, report) {
  const mail = (number) => mails[number % mails.length];
  const each = (build) => async (from, count) => {
    let made;
    for (let number = from; number < from + count; number += 1) made = await build(mail(number));
    return { made };
  };
  const ours = async (from, count) => {
    let made;
    for (let number = from; number < from + count; number += 1) made = draft(mail(number)).message().toBytes();
    return { made };
  };
  const peers = {
    [nodemailerVersion]: each((mail) => buildWithNodemailer(mailOptions(mail))),
    [upyoVersion]: each(buildWithUpyo),
    [emailjsVersion]: each(buildWithEmailjs),
    ...python,
  };

  const works = { ours, ...peers };
  const readers = Object.fromEntries(Object.keys(works).map((maker) => [maker, new ReadBack()]));
  const wrong = {};
  const check = async (bytes, number, maker) => {
    try {
      await readers[maker].check(bytes, mail(number), maker);
    } catch (error) {
      // A peer that is fast and wrong is told of as that; ours is right, or there is nothing to compare.
      if (maker === "ours" || !(error instanceof AssertionError)) throw error;
      wrong[maker] ??= error.message;
    }
  };
  for (const [maker, work] of Object.entries(works)) {
    for (const number of mails.keys()) await check((await work(number, 1)).made, number, maker);
  }
  const results = await interleaved({ ours, peers, check, rounds: ROUNDS, roundMs: ROUND_MS });
  for (const [against, { wall }] of Object.entries(results)) {
    const read = readers.ours.count + readers[against].count;
    report(name, { unit: "per second", ...wall, against, read, wrong: wrong[against] });
  }
}
