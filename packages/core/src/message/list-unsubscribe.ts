import { parseMailbox } from "../address/mailbox.ts";
import { checkOptions } from "../check-options.ts";
import { controlCharacter } from "../control-character.ts";
import { describe } from "../describe.ts";
import { BadHeaderError, InvalidMessageError } from "../errors.ts";

/** How a mail can be unsubscribed from; at least one of `url` and `mailto`. */
export type UnsubscribeOptions =
  | {
      /** An `https:` or `http:` URL. */
      readonly url: string | URL;
      /** An address, or a `mailto:` URL with a subject. */
      readonly mailto?: string | undefined;
      /** Whether a POST to `url`, which must be `https:`, unsubscribes without a further question (RFC 8058). @defaultValue false */
      readonly oneClick?: boolean | undefined;
    }
  | { readonly url?: undefined; readonly mailto: string; readonly oneClick?: false | undefined };

/** The header fields that let a reader unsubscribe: with one click `List-Unsubscribe-Post` too. */
export interface UnsubscribeHeaders {
  readonly "List-Unsubscribe": string;
  readonly [name: string]: string;
}

// What may stand between the angle brackets of a URI (RFC 2369, 2; RFC 3986, 2)
const URI = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/;
/** The URL stands on a line of its own, which has at most 998 octets (RFC 5322, 2.1.1). */
const LONGEST = 800;

/**
 * The headers by which a reader's mail program unsubscribes (RFC 2369, 3.2), for the option `headers` of a message.
 * With `oneClick` the mail needs a DKIM signature that covers both of them (RFC 8058, 4), which is the server's to make.
 *
 * @throws InvalidMessageError for a URL that cannot be one, BadAddressError, BadHeaderError; TypeError for an option of the
 *   wrong type, or for neither of `url` and `mailto`
 */
export function listUnsubscribe(options: UnsubscribeOptions): UnsubscribeHeaders {
  checkOptions("listUnsubscribe()", options, ["url", "mailto", "oneClick"]);
  const { url, mailto, oneClick = false } = options;
  if (typeof oneClick !== "boolean") throw new TypeError(`oneClick must be true or false; got ${describe(oneClick)}.`);
  const web = url === undefined ? undefined : checkUri("url", url instanceof URL ? url.href : url, ["https:", "http:"]);
  const mail = mailto === undefined ? undefined : mailtoOf(mailto);
  if (web === undefined && mail === undefined)
    throw new TypeError("listUnsubscribe() needs url or mailto; a reader has no other way to unsubscribe.");
  // RFC 8058, 3.1: one HTTPS URI
  if (oneClick && !web?.toLowerCase().startsWith("https:"))
    throw new InvalidMessageError(`oneClick needs an https: url (RFC 8058, 3.1); got ${describe(url)}.`);
  const ways = [web, mail].filter((way) => way !== undefined).map((way) => `<${way}>`);
  return {
    "List-Unsubscribe": ways.join(", "),
    ...(oneClick ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
  };
}

function mailtoOf(mailto: string): string {
  if (typeof mailto === "string" && /^mailto:/i.test(mailto)) return checkUri("mailto", mailto, ["mailto:"]);
  const { address } = parseMailbox(mailto, "mailto");
  // RFC 6068, 2: what is not allowed in a mailto URL is percent-encoded.
  return checkUri("mailto", `mailto:${encodeURIComponent(address).replaceAll("%40", "@")}`, ["mailto:"]);
}

function checkUri(name: string, uri: string, schemes: readonly string[]): string {
  if (typeof uri !== "string") throw new TypeError(`${name} must be a string; got ${describe(uri)}.`);
  if (controlCharacter(uri) !== undefined)
    throw new BadHeaderError(`${name} must not contain line breaks or other control characters; got ${describe(uri)}.`);
  const isOfScheme = URL.canParse(uri) && schemes.includes(new URL(uri).protocol);
  if (isOfScheme && URI.test(uri) && uri.length <= LONGEST) return uri;
  throw new InvalidMessageError(
    `${name} must be a ${schemes.join(" or ")} URL of at most ${LONGEST} characters, in which blanks and what is not ASCII are percent-encoded; got ${describe(uri)}.`,
  );
}
