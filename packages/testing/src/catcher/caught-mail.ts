import { type ReceivedMail, readMail } from "../received-mail.ts";

/** Who logged in. */
export interface CaughtLogin {
  readonly username: string;
  readonly password: string;
}

/** A mail as an SMTP server got it. */
export interface CaughtMail extends ReceivedMail {
  /** Who had logged in; null for nobody. */
  readonly login: CaughtLogin | null;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** Why no reader can make anything of it; `source` is what arrived all the same. Null for every other mail. */
  readonly problem: string | null;
}

/** What SMTP tells of a mail, beside its octets. */
export type Transaction = Pick<CaughtMail, "envelope" | "login" | "secure">;

/** Reads a mail; one that cannot be read is kept with its problem, because the server that took it has it too. */
export async function caughtMail(source: Uint8Array, transaction: Transaction): Promise<CaughtMail> {
  try {
    return { ...(await readMail(source, transaction.envelope)), ...transaction, problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `This mail cannot be read as MIME: ${reason}. Its source shows what arrived.`;
    return { ...UNREAD, ...transaction, source, problem };
  }
}

const UNREAD = {
  subject: "",
  from: [],
  to: [],
  cc: [],
  replyTo: [],
  messageId: null,
  headers: [],
  text: null,
  html: null,
  attachments: [],
} as const;
