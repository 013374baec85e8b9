import { inspected } from "../inspected.ts";
import { checkReply } from "../smtp-reply.ts";

/** A reply of an SMTP server (RFC 5321, 4.2). */
export interface Reply {
  readonly code: number;
  readonly text: string;
}

/**
 * Whom to refuse, with the reply that each gets.
 *
 * @throws TypeError naming the address or the reply that is none
 */
export function readRefusals(refuse: Readonly<Record<string, string>>): (address: string) => Reply | undefined {
  const replies = new Map<string, Reply>();
  for (const [address, reply] of Object.entries(refuse)) {
    if (!/^[^\s<>]+@[^\s<>@]+$/.test(address))
      throw new TypeError(`refuse names addresses such as gone@example.com; got ${inspected(address)}.`);
    const checked = checkReply(`refuse[${inspected(address)}]`, reply);
    replies.set(address.toLowerCase(), { code: Number(checked.slice(0, 3)), text: checked.slice(4) });
  }
  return (address) => replies.get(address.toLowerCase());
}
