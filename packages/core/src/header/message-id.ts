/**
 * A msg-id (RFC 5322, 3.6.4) with its angle brackets.
 *
 * @param id - unique; a dot-atom
 * @param sender - the bare address whose domain is used where no domain is given
 */
export function formatMessageId(id: string, sender: string, domain?: string): string {
  const at = sender.lastIndexOf("@");
  return `<${id}@${domain ?? (at === -1 ? "localhost" : sender.slice(at + 1))}>`;
}
