// Streams a mail with a file and throws it away, in a process of its own: `stream-program.mjs ours|nodemailer PATH`.
// Tells the milliseconds that took, and the most megabytes that the process had; with `digest` behind, that of the file
// as a reader decodes it instead.
import { AttachmentDigest } from "./attachment-digest.mjs";
import { peakMemory } from "./peak-memory.mjs";

const [side, path, what] = process.argv.slice(2);
const mail = { subject: "A large file", text: "It is attached.\n", from: "ada@example.com", to: ["bob@example.org"] };

const sides = {
  async ours() {
    const { built } = await import("./built.mjs");
    const { EmailMessage } = await built("core");
    return async () => {
      const message = new EmailMessage(mail.subject, mail.text, mail.from, mail.to);
      await message.attachFile(path);
      return message.message().stream();
    };
  },
  async nodemailer() {
    const { default: MailComposer } = await import("nodemailer/lib/mail-composer/index.js");
    return async () => new MailComposer({ ...mail, attachments: [{ path }] }).compile().createReadStream();
  },
};

const start = await sides[side]();
if (what === "digest") {
  const digest = new AttachmentDigest();
  for await (const chunk of await start()) digest.update(chunk);
  console.log(JSON.stringify({ digest: digest.digest() }));
} else {
  const begun = performance.now();
  let octets = 0;
  for await (const chunk of await start()) octets += chunk.length;
  console.log(JSON.stringify({ wall: performance.now() - begun, memory: peakMemory(), octets }));
}
