import { describe } from "../describe.ts";

/** A reply of an SMTP server (RFC 5321, 4.2). */
export interface Reply {
  readonly code: number;
  readonly text: string;
}

const REPLY = /^([45]\d\d) ([\x20-\x7e]+)$/;

/**
 * Whom to refuse, with the reply that each gets.
 *
 * @throws TypeError naming the address or the reply that is none
 */
export function readRefusals(refuse: Readonly<Record<string, string>>): (address: string) => Reply | undefined {
  const replies = new Map<string, Reply>();
  for (const [address, reply] of Object.entries(refuse)) {
    if (!/^[^\s<>]+@[^\s<>@]+$/.test(address))
      throw new TypeError(`refuse names addresses such as gone@example.com; got ${describe(address)}.`);
    const [, code, text] = (typeof reply === "string" && REPLY.exec(reply)) || [];
    if (code === undefined || text === undefined) {
      throw new TypeError(
        `The reply to ${address} must look like "550 5.1.1 No such user", its code from 400 to 599; got ${describe(reply)}.`,
      );
    }
    replies.set(address.toLowerCase(), { code: Number(code), text });
  }
  return (address) => replies.get(address.toLowerCase());
}
