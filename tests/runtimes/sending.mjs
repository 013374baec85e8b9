import { configureMail, sendMail, sendMassMail } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { fixSettings } from "./fixed-settings.mjs";
import { draft } from "./messages/draft.mjs";

/** What differs from what sending through a DummyBackend should give; nothing if all is well. */
export async function sendingProblems() {
  const problems = [];
  const expect = (what, found, expected) => {
    if (found !== expected) problems.push(`${what}: ${found} instead of ${expected}`);
  };
  fixSettings({ backend: DummyBackend });
  try {
    const html = { htmlMessage: "<p>Grüße</p>" };
    expect("sendMail()", await sendMail("Grüße", "Text", "from@example.com", ["to@bücher.example"], html), 1);
    const connection = new DummyBackend();
    expect("sendMail() with a connection", await sendMail("Hi", "Text", null, ["to@example.com"], { connection }), 1);
    const mails = ["a", "b", "c"].map((name) => [name, "Text", "from@example.com", [`${name}@example.com`]]);
    expect("sendMassMail()", await sendMassMail(mails), 3);
    const stream = new Blob(["streamed"]);
    const { sent, deliveries } = await draft({ attachments: [["a.bin", stream]] }).deliver();
    expect("deliver()", `${sent} ${deliveries.map(({ outcome }) => outcome)}`, "1 accepted");
    expect("an abort", await outcomeOf(draft().send({ signal: AbortSignal.abort() })), "AbortError");
    expect("a wrong address", await outcomeOf(sendMail("Hi", "Text", null, ["a@b@c"])), "BadAddressError");
  } catch (error) {
    problems.push(`${error.stack ?? error}`);
  } finally {
    configureMail({});
  }
  return problems;
}

function outcomeOf(promise) {
  return promise.then(String, (error) => error.name);
}
