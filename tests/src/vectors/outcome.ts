import { configureMail, type EmailMessage, type Envelope, MailError } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { messageOf } from "./message-of.ts";
import type { RecordedInput } from "./vector.ts";

/** What an error is, without its words. */
export interface Failure {
  readonly class: string;
}

/** What Posthorn makes of a message: its octets or an error, whom it is sent to, and what SMTP would be told. */
export interface Outcome {
  readonly octets: Uint8Array | Failure;
  /** Missing where there is no message. */
  readonly recipients?: readonly string[];
  /** Missing where nobody is written to, so that no envelope is made. */
  readonly envelope?: Pick<Envelope, "from" | "to"> | { readonly error: Failure };
}

/** Makes the message that Django was given, and takes what Django was asked for. */
export async function outcomeOf(input: RecordedInput): Promise<Outcome> {
  const { DEFAULT_FROM_EMAIL, DEFAULT_CHARSET, EMAIL_USE_LOCALTIME } = input.settings ?? {};
  configureMail({
    backend: MemoryBackend,
    defaultFromEmail: DEFAULT_FROM_EMAIL,
    defaultCharset: DEFAULT_CHARSET,
    emailUseLocaltime: EMAIL_USE_LOCALTIME,
  });
  const message = await orFailure(() => messageOf(input));
  if ("class" in message) return { octets: message };
  const octets = await orFailure(() => octetsOf(message));
  const recipients = message.recipients();
  if (recipients.length === 0) return { octets, recipients };
  const prepared = await orFailure(() => new MemoryBackend().prepare(message));
  return { octets, recipients, envelope: "class" in prepared ? { error: prepared } : prepared.envelope };
}

async function octetsOf(message: EmailMessage): Promise<Uint8Array> {
  return (await message.message().buffered()).toBytes();
}

/** What a call gives, or the class of Posthorn's own error. A crash is no answer, and is thrown. */
export async function orFailure<Value>(call: () => Value | Promise<Value>): Promise<Value | Failure> {
  try {
    return await call();
  } catch (error) {
    // A TypeError of Posthorn says what it got, one of the engine does not.
    if (error instanceof MailError || (error instanceof TypeError && error.message.includes("; got ")))
      return { class: error.constructor.name };
    throw error;
  }
}
