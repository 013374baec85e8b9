import { describe } from "../describe.ts";

/** The header field that tells machines that no person wrote a mail. */
export interface AutoSubmittedHeaders {
  readonly "Auto-Submitted": string;
  readonly [name: string]: string;
}

const KINDS = ["auto-generated", "auto-replied"] as const;

/**
 * The header that keeps vacation responders from answering (RFC 3834, 5), for the option `headers` of a message.
 *
 * @param kind - `auto-replied` for an automatic answer to a mail
 * @throws TypeError for any other kind
 */
export function autoSubmitted(kind: (typeof KINDS)[number] = "auto-generated"): AutoSubmittedHeaders {
  if (!KINDS.includes(kind)) throw new TypeError(`autoSubmitted() takes ${KINDS.join(" or ")}; got ${describe(kind)}.`);
  return { "Auto-Submitted": kind };
}
