import { splitMailboxList } from "../address/mailbox-list.ts";
import { describe } from "../describe.ts";
import { InvalidMessageError } from "../errors.ts";
import { MimePart } from "./mime-part.ts";
import { isNestedMessage } from "./nested-message.ts";

// RFC 5322, 3.6: a message has at most one of each.
const SINGLE = new Set([
  "date",
  "from",
  "sender",
  "reply-to",
  "to",
  "cc",
  "message-id",
  "in-reply-to",
  "references",
  "subject",
]);

// A reader puts it together with what nobody sent (RFC 2046, 5.2.2 and 5.2.3).
const ASSEMBLED = new Set(["message/partial", "message/external-body"]);

/**
 * Holds a tree to what every message must be, whoever built it: an overridden `message()` cannot smuggle.
 *
 * @throws InvalidMessageError, or TypeError if it is no MimePart
 */
export function checkMessage(message: unknown): asserts message is MimePart {
  if (!MimePart.isGenuine(message))
    throw new TypeError(`message() must return a MimePart; it returned ${describe(message)}.`);
  checkSingle("The message", message);
  refuseBlind(message);
  checkOrigin(message);
  for (const part of message.walk()) {
    if (ASSEMBLED.has(part.contentType)) {
      throw new InvalidMessageError(
        `The message holds a ${part.contentType}, which a reader would put together with what nobody sent (RFC 2046, 5.2.2 and 5.2.3).`,
      );
    }
    if (isNestedMessage(part.contentType)) for (const nested of part.children) checkSingle("A nested message", nested);
  }
  message.checkStreams();
}

function checkSingle(what: string, { headers }: MimePart): void {
  const seen = new Set<string>();
  for (const { name } of headers) {
    const lower = name.toLowerCase();
    if (!SINGLE.has(lower)) continue;
    if (seen.has(lower)) throw new InvalidMessageError(`${what} has ${lower} twice; it can have one (RFC 5322, 3.6).`);
    seen.add(lower);
  }
}

function refuseBlind({ headers }: MimePart): void {
  const blind = headers.find(({ name }) => /^(?:resent-)?bcc$/i.test(name));
  if (blind)
    throw new InvalidMessageError(
      `The message has a ${blind.name.toLowerCase()} header, which every recipient would see.`,
    );
}

/** What a message cannot lack (RFC 5322, 3.6). */
function checkOrigin(message: MimePart): void {
  const from = message.headers.find(({ name }) => name.toLowerCase() === "from");
  if (!from) throw new InvalidMessageError("The message has no From header (RFC 5322, 3.6.2).");
  if (message.get("Sender") === undefined && splitMailboxList(from.body).length > 1) {
    throw new InvalidMessageError(
      `A message from several mailboxes needs a Sender header, which is one mailbox (RFC 5322, 3.6.2); From is ${describe(from.value)}.`,
    );
  }
  if (message.get("Date") === undefined) {
    throw new InvalidMessageError(
      "The message has no Date header (RFC 5322, 3.6.1); a message() that is overridden keeps the one of super.message(), or adds its own.",
    );
  }
}
