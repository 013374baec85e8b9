import { inspected } from "./inspected.ts";

/**
 * A negative reply of one line, code and text (RFC 5321, 4.2).
 *
 * @param what - who takes it, such as `refuse()`
 * @throws TypeError for anything else
 */
export function checkReply(what: string, reply: unknown): string {
  if (typeof reply === "string" && /^[45][0-5]\d [ -~]+$/.test(reply)) return reply;
  throw new TypeError(
    `${what} takes a reply of 4yz or 5yz with its text, such as "550 5.1.1 No such user"; got ${inspected(reply)}.`,
  );
}
