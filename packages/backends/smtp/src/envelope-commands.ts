import { DeliveryError, type Outgoing, UnsupportedFeatureError } from "@posthorn/core";
import type { Connection } from "./connection.ts";

/** A message as it is sent. */
export type Mail = Pick<Outgoing, "envelope" | "mime">;

/**
 * The commands that hand over the envelope (RFC 5321, 3.3): MAIL, a RCPT for each recipient, DATA.
 *
 * @throws UnsupportedFeatureError for a message that the server does not take as it is; DeliveryError for one over its limit
 */
export function envelopeCommands({ extensions }: Connection, { envelope, mime }: Mail): readonly string[] {
  const recipients = envelope.to.map((address) => `RCPT TO:<${address}>`);
  return [`MAIL FROM:<${envelope.from}>${mailParameters(extensions, { envelope, mime })}`, ...recipients, "DATA"];
}

/** The parameters of MAIL (RFC 1870, RFC 6152, RFC 6531). */
function mailParameters(extensions: Connection["extensions"], { envelope, mime }: Mail): string {
  const { from, to, smtpUtf8 } = envelope;
  const { size, is8bit } = mime;
  const limit = Number(extensions.get("SIZE") || 0);
  if (size !== undefined && limit > 0 && size > limit) {
    const text = `The message has ${size} octets; the SMTP server takes at most ${limit} (RFC 1870).`;
    throw new DeliveryError(text, { code: "message_refused", stage: "mail", retryable: false });
  }
  if (smtpUtf8 && !(extensions.has("SMTPUTF8") && extensions.has("8BITMIME"))) {
    const address = [from, ...to].find((candidate) => /[^\0-\x7f]/.test(candidate));
    const what =
      address === undefined
        ? "A header or a message/global within is beyond ASCII"
        : `The address ${address} has non-ASCII characters before its @`;
    throw new UnsupportedFeatureError(`${what}, which needs SMTPUTF8 (RFC 6531); the SMTP server does not offer it.`);
  }
  if (is8bit && !extensions.has("8BITMIME")) {
    throw new UnsupportedFeatureError(
      "The message holds one that is not ASCII and is never encoded (RFC 2046, 5.2.1), which needs 8BITMIME (RFC 6152); the SMTP server does not offer it.",
    );
  }
  const octets = size !== undefined && extensions.has("SIZE") ? ` SIZE=${size}` : "";
  return `${octets}${is8bit || smtpUtf8 ? " BODY=8BITMIME" : ""}${smtpUtf8 ? " SMTPUTF8" : ""}`;
}
