import { domainToASCII } from "node:url";
import type { ReceivedMailbox } from "../received-mail.ts";
import type { ArrivedMail } from "./backend-under-test.ts";
import { expectSame } from "./verdict.ts";

/** Holds the envelope to what it must be, where the other side was told one. */
export function expectEnvelope({ envelope }: ArrivedMail, to: readonly string[], from = "bistro@example.com"): void {
  if (!envelope) return;
  expectSame("Whom the envelope is to", envelope.to.map(ascii).sort(), [...to].sort());
  if (envelope.from !== undefined) expectSame("Whom the envelope is from", envelope.from, from);
}

/** The addresses of mailboxes, without their names. */
export const addresses = (mailboxes: readonly ReceivedMailbox[]): readonly string[] =>
  mailboxes.map(({ address }) => address);

/** An address with the A-labels of its domain (RFC 5890, 2.3.2.1): a reader may show the one or the other. */
export function ascii(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
}
