import { domainToASCII } from "node:url";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { CaughtLogin, Transaction } from "./caught-mail.ts";
import type { Reply } from "./refusals.ts";

/** What smtp-server knows of a mail, beside its octets. */
export function transactionOf(session: SMTPServerSession): Transaction {
  const { envelope, secure } = session;
  const login: CaughtLogin | undefined = session.user;
  return {
    envelope: {
      from: envelope.mailFrom ? wireAddress(envelope.mailFrom.address) : "",
      to: envelope.rcptTo.map(({ address }) => wireAddress(address)),
    },
    login: login ?? null,
    secure,
  };
}

/** An address, its domain as it is looked up, `xn--`: smtp-server decodes one that came so (RFC 5890, 2.3.2.1). */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  const domain = address.slice(at);
  return /\P{ASCII}/u.test(domain) ? `${address.slice(0, at)}${domainToASCII(domain)}` : address;
}

/**
 * The octets of a mail that arrived whole.
 *
 * @throws Error with the reply 552 for one that is too large; the stream's own if the connection ends before it does
 */
export async function octetsOf(stream: SMTPServerDataStream, sizeLimit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // What is too large is read to its end, where the reply is waited for, but not kept.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw errorOf({ code: 552, text: `5.3.4 The mail has more than ${sizeLimit} octets` });
  return new Uint8Array(Buffer.concat(chunks));
}

/** An error that smtp-server answers with a reply. */
export function errorOf({ code, text }: Reply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
