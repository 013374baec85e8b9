import { inspect } from "node:util";
import type { EmailMessage } from "@posthorn/core";
import { currentOutbox } from "./current-outbox.ts";

/** The messages of a test, in the order in which they were sent; it cannot be written to. */
export type Outbox = readonly EmailMessage[];

/**
 * What the current test has sent, in order: a live view, in which a message stands as soon as it was sent, as a copy that
 * nothing changes any more. Each test begins with an empty one.
 *
 * @throws OutboxError on reading, in a concurrent test while mail was sent of which nobody can tell whose it is;
 *   TypeError on writing
 */
export const outbox: Outbox = viewOf(() => currentOutbox().messages);

/** A read-only view of what an array is at the time. */
export function viewOf(messages: () => readonly EmailMessage[]): Outbox {
  const refuse = (): never => {
    throw new TypeError(
      "The outbox cannot be written to: each test begins with an empty one, and withOutbox() gives another.",
    );
  };
  // What console.log() shows of a Proxy is its target, unless that says otherwise.
  const target = Object.defineProperty<EmailMessage[]>([], inspect.custom, { value: messages, configurable: true });
  return new Proxy(target, {
    get: (_, name) => Reflect.get(messages(), name),
    has: (_, name) => Reflect.has(messages(), name),
    ownKeys: () => Reflect.ownKeys(messages()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(messages(), name),
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse,
  });
}
