import { HeaderField } from "../posthorn.mjs";
import { headerText } from "./header-text.mjs";
import { madePart } from "./made-parts.mjs";
import { mailbox } from "./mailboxes.mjs";

const OWN = /^content-(?:type|transfer-encoding)$/i;
const DATE = "Mon, 1 Feb 2027 01:02:03 -0330";
const SECONDS = Date.UTC(2027, 1, 1, 4, 32, 3) / 1000;

/** A message that is made of parts by hand, without a draft, and the one that readers are to find. */
export function madeMessage(random) {
  const { given, part, isStreamed, isOneShot } = madePart(random);
  const [made] = given;
  const { others, ...body } = part;
  const subject = headerText(random);
  const from = mailbox(random);
  const to = random.list(random.between(1, 4), () => mailbox(random));
  const messageId = `<${random.word(12)}@example.com>`;
  const mime = made.with({
    headers: [
      HeaderField.unstructured("MIME-Version", "1.0"),
      HeaderField.unstructured("subject", subject),
      HeaderField.mailboxes("From", [from.given]),
      HeaderField.mailboxes(
        "To",
        to.map(({ given }) => given),
      ),
      HeaderField.unstructured("Date", DATE),
      HeaderField.unstructured("Message-Id", messageId),
      ...made.headers.filter(({ name }) => !OWN.test(name)),
    ],
  });
  const found = ({ name, address }) => [name, address];
  return {
    draft: { message: () => mime },
    expected: { headers: { subject, date: SECONDS, messageId, others, from: [found(from)], to: to.map(found) }, body },
    isStreamed: isStreamed === true,
    isOneShot: isOneShot === true,
    is8bit: false,
    isUtf8: false,
    hidden: [],
  };
}
