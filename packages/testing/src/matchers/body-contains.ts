import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import type { MatcherResult } from "./matcher-result.ts";

/** The matcher `bodyContains`, for a message or an outbox. */
export function bodyContains(received: unknown, text: string): MatcherResult {
  if (typeof text !== "string") throw new TypeError(`bodyContains() takes a string; got ${typeof text}.`);
  const messages = messagesOf(received);
  const pass = messages.some((message) => message.bodyContains(text));
  const what = Array.isArray(received) ? "a message in the outbox" : "the message";
  return {
    pass,
    message: () =>
      pass
        ? `Expected no body of ${what} to contain ${JSON.stringify(text)}.\n\n${messages.map(show).join("\n\n")}`
        : `Expected ${what} to contain ${JSON.stringify(text)} in its body and in every text alternative.\n\n${shown(messages, text)}`,
  };
}

function messagesOf(received: unknown): readonly EmailMessage[] {
  const messages: readonly unknown[] = Array.isArray(received) ? received : [received];
  const isMessage = (item: unknown): item is EmailMessage => item instanceof EmailMessage;
  if (messages.every(isMessage)) return messages;
  if (received === undefined) {
    throw new TypeError(
      "bodyContains() looks at an EmailMessage or at an outbox; expect() was given undefined. If that is an outbox's element: nothing was sent there.",
    );
  }
  throw new TypeError("bodyContains() looks at an EmailMessage or at an outbox; expect() was given something else.");
}

function shown(messages: readonly EmailMessage[], text: string): string {
  if (messages.length === 0) return "Nothing was sent.";
  return messages.map((message) => `${show(message)}\n${missing(message, text)}`).join("\n\n");
}

function show(message: EmailMessage): string {
  const versions = versionsOf(message).map(
    ([mimetype, content]) => `  ${mimetype}:\n${content.replace(/^/gm, "    ")}`,
  );
  return [`  To: ${message.recipients().join(", ")}`, `  Subject: ${message.subject}`, ...versions].join("\n");
}

function missing(message: EmailMessage, text: string): string {
  const without = versionsOf(message).filter(([, content]) => !content.includes(text));
  return `  It is missing in ${without.map(([mimetype]) => mimetype).join(" and ")}.`;
}

function versionsOf(message: EmailMessage): readonly (readonly [mimetype: string, content: string])[] {
  const alternatives = message instanceof EmailMultiAlternatives ? message.alternatives : [];
  const texts = alternatives.flatMap(({ content, mimetype }) =>
    typeof content === "string" && /^text\//i.test(mimetype) ? [[mimetype, content] as const] : [],
  );
  return [[`text/${message.contentSubtype}`, message.body], ...texts];
}
