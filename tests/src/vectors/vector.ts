import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file's content, or nothing where Django was given none. */
interface RecordedContent {
  readonly text?: string;
  readonly content_base64?: string;
}

/** What was attached: by attach() unless `kind` says otherwise. */
export interface RecordedAttachment extends RecordedContent {
  /** `file` is attach_file() of a file of that name, `mime` a MIME object with its headers. */
  readonly kind?: "file" | "mime";
  readonly filename?: string;
  readonly mimetype?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An EmailMessage as the content. */
  readonly message?: RecordedInput;
  /** A message object that Python's parser made of this text, as the content. */
  readonly parsed?: string;
}

/** The arguments and attributes of a message, in Django's names. Some are of a wrong type, which is what they record. */
export interface RecordedInput {
  readonly class?: "EmailMessage" | "EmailMultiAlternatives";
  readonly subject: string;
  readonly body: string | null;
  readonly from_email: string | null;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly reply_to?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly RecordedAttachment[];
  readonly alternatives?: readonly { readonly content: string; readonly mimetype: string }[];
  readonly content_subtype?: string;
  readonly encoding?: string;
  /** Has no counterpart (B9.14). */
  readonly mixed_subtype?: string;
  readonly settings?: {
    readonly DEFAULT_FROM_EMAIL?: string;
    readonly DEFAULT_CHARSET?: string;
    readonly EMAIL_USE_LOCALTIME?: boolean;
  };
}

/** A message that was given to Django. */
export interface Vector {
  readonly id: string;
  readonly note: string;
  readonly input: RecordedInput;
  /** What became of it; all but the error is read by compare.py alone. */
  readonly expect: { readonly error?: { readonly class: string } };
  /** Why what Django did is wrong, unsafe or left to the platform. */
  readonly quirk?: string;
}

/** A call of Django's sanitize_address(), which encodes a mailbox for the envelope. */
export interface RecordedAddress {
  /** A mailbox, or its name and its address apart. */
  readonly input: string | readonly [name: string, address: string];
  readonly encoding: string;
  readonly output?: string;
  readonly error?: { readonly class: string; readonly text: string };
}

/** What Python guesses of a name, by its own table and by that of Debian's /etc/mime.types where they differ. */
interface RecordedGuess {
  readonly filename: string;
  readonly mimetype: string | null;
  readonly with_etc_mime_types?: string;
}

interface RecordedSearch {
  readonly input: Pick<RecordedInput, "body" | "alternatives">;
  readonly text: string;
  readonly output: boolean;
}

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/django/${name}`, import.meta.url));
export const VECTORS: string = fixture("vectors.json");
export const FURTHER_VECTORS: string = fixture("further-vectors.json");

/** What Django 5.2 did, recorded by running it. */
export const recorded: {
  readonly vectors: readonly Vector[];
  readonly sanitize_address: readonly RecordedAddress[];
  readonly guess_type: readonly RecordedGuess[];
  readonly body_contains: readonly RecordedSearch[];
} = JSON.parse(readFileSync(VECTORS, "utf8"));

/** What Django 5.2 did with messages that the vectors have none of, recorded by record.py. */
export const further: readonly Vector[] = JSON.parse(readFileSync(FURTHER_VECTORS, "utf8")).vectors;
