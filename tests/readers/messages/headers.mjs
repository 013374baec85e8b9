import { headerText, plainText } from "./header-text.mjs";
import { mailbox } from "./mailboxes.mjs";
import { clock, issued } from "./sources.mjs";

const MANY = 60;
const SECOND_MS = 1000;
const TEXT_FIELDS = [
  "X-Text",
  "X-Long-Name-Of-A-Field-That-Takes-Much-Of-A-Line",
  "x-lower",
  "Comments",
  "Organization",
  "X-0",
];

/**
 * The headers of a draft: the options that it is given, and what readers are to find.
 *
 * @param depth - in how many messages it is nested; no message/rfc822 has addresses beyond ASCII
 */
export function randomHeaders(random, depth) {
  const mayBeUtf8 = depth === 0 && random.chance(0.04);
  const one = () => mailbox(random, { mayBeUtf8 });
  const some = (highest) => random.list(random.chance(0.02) ? MANY : random.between(0, highest), one);
  const subject = random.weighted([
    [8, () => headerText(random)],
    [4, () => plainText(random)],
    [1, () => ""],
  ])();
  const from = one();
  const to = [one(), ...some(3)];
  const cc = random.chance(0.2) ? some(3) : [];
  const replyTo = random.chance(0.2) ? some(2) : [];
  const hidden = random.chance(0.2) ? [`hidden-${random.word(12)}@blind.example`] : [];
  const extra = randomExtra(random);
  const headers = {
    subject,
    date: Math.floor(clock().getTime() / SECOND_MS),
    messageId: { ids: issued(), domain: domainOf(from.address) },
    others: extra.others,
    from: found([from]),
    to: found(to),
  };
  if (cc.length > 0) headers.cc = found(cc);
  if (replyTo.length > 0) headers.replyTo = found(replyTo);
  const isReplaced = random.chance(0.1);
  const replaced = isReplaced ? replacing(random, headers) : {};
  return {
    options: {
      subject,
      fromEmail: from.given,
      to: given(to),
      cc: given(cc),
      replyTo: given(replyTo),
      bcc: hidden,
      headers: { ...extra.given, ...replaced },
    },
    headers,
    isUtf8: ["from", "sender", "to", "cc", "replyTo"].some((name) => headers[name]?.some(isBeyondAscii)),
    hidden,
  };
}

function given(mailboxes) {
  return mailboxes.map((mailbox) => mailbox.given);
}

function found(mailboxes) {
  return mailboxes.map(({ name, address }) => [name, address]);
}

function isBeyondAscii([, address]) {
  return /[^\0-\x7f]/.test(address);
}

function domainOf(address) {
  return /^(?:"(?:[^"\\]|\\.)*"|[^"@]+)@(.+)$/.exec(address)?.[1] ?? "localhost";
}

function randomExtra(random) {
  const names = TEXT_FIELDS.filter(() => random.chance(0.15));
  const fields = names.map((name) => [name, random.chance(0.5) ? headerText(random) : plainText(random)]);
  if (random.chance(0.1))
    fields.push(["List-Unsubscribe", "<mailto:unsubscribe@example.com>, <https://example.com/u?x=1>"]);
  if (random.chance(0.1)) {
    const ids = random.list(random.between(1, 12), () => `<${random.word(20)}@${random.word(9)}.example>`);
    fields.push(["References", ids.join(" ")], ["In-Reply-To", ids.at(-1)]);
  }
  if (random.chance(0.05)) fields.push(["X-Priority", "1 (Highest)"]);
  return { given: Object.fromEntries(fields), others: fields.map(([name, value]) => [name.toLowerCase(), value]) };
}

/** Extra headers that replace what would be generated, in any letter case; `headers` become what readers are to find. */
function replacing(random, headers) {
  const fields = {};
  if (random.chance(0.5)) {
    headers.messageId = `<own-${random.word(10)}@example.com>`;
    fields[random.pick(["Message-ID", "message-id", "MESSAGE-ID"])] = headers.messageId;
  }
  if (random.chance(0.5)) {
    headers.date = Date.UTC(2024, 1, 29, 12, 30, 5) / SECOND_MS;
    fields[random.pick(["Date", "date"])] = "Thu, 29 Feb 2024 14:30:05 +0200";
  }
  if (random.chance(0.5)) {
    const sender = mailbox(random);
    headers.sender = found([sender]);
    fields[random.pick(["Sender", "sender"])] = sender.given;
  }
  if (random.chance(0.5)) {
    const others = random.list(random.between(1, 3), () => mailbox(random));
    headers.to = found(others);
    fields[random.pick(["To", "TO"])] = given(others).join(", ");
  }
  return fields;
}
