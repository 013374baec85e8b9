import type { ReceivedAttachment } from "../received-mail.ts";
import type { ArrivedMail } from "./backend-under-test.ts";
import { expectThat } from "./verdict.ts";

/** Its octets in UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every octet there is, and one more, so that no group of base64 ends with them. */
export const OCTETS: Uint8Array = Uint8Array.from({ length: 769 }, (_, at) => at % 256);

/** The one file of a mail. */
export function onlyFile(mail: ArrivedMail): ReceivedAttachment {
  const [file, ...others] = mail.attachments;
  expectThat(file !== undefined && others.length === 0, `One file must arrive; got ${mail.attachments.length}.`);
  return file;
}
