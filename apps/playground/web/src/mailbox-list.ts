/** The mailboxes of a field, which stand between commas, semicolons or lines; those within quotes or angle brackets separate nothing. */
export function splitMailboxes(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"?|<[^>]*>?|[^",;\n<])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
