import { contentOf, isMail, type Mail, type MailContent } from "./mail-content.ts";

/** What a list of mails is called: `outbox`, or the `mails` of a catcher. */
export type ListName = "outbox" | "mails";

/** Several mails, and what a failure calls them. */
export interface MailList<Kind extends Mail = Mail> {
  readonly name: ListName;
  readonly contents: readonly MailContent<Kind>[];
}

const lists = new WeakMap<object, ListName>();

/** Remembers that an array is one of mails, also while it is empty. */
export function rememberList<List extends object>(name: ListName, list: List): List {
  lists.set(list, name);
  return list;
}

/** What the mails of a list say. */
export function listOf<Kind extends Mail>(name: ListName, mails: readonly Kind[]): MailList<Kind> {
  return { name, contents: mails.map(contentOf) };
}

/** An outbox, the mails of a catcher, or some of either; undefined for anything else, such as any other empty array. */
export function mailListOf(value: unknown): MailList | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const mails = items.filter(isMail);
  const [first] = mails;
  const name = lists.get(value) ?? (first && ("source" in first ? "mails" : "outbox"));
  return name === undefined || mails.length !== items.length ? undefined : listOf(name, mails);
}
