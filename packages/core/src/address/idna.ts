export const NON_ASCII: RegExp = /[^\0-\x7f]/;
const LABEL = /^[a-z0-9\-\u0080-\u{10ffff}]+$/u;
const A_LABEL = /^xn--[a-z0-9-]+$/;
/** Runtimes drop these from a label, or refuse it, by the age of their tables. */
const UNSEEN = /[\u115f\u1160\u17b4\u17b5\u1806\u180e\u2061-\u2064\u206a-\u206f\u3164\uffa0\u{1d173}-\u{1d17a}]/u;
const RIGHT_TO_LEFT = /[\u0590-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A domain with its non-ASCII labels as A-labels (RFC 5890, 2.3.2.1), or undefined where a label has none.
 * ASCII labels are left alone: `URL` would read `1.2.3` as an IPv4 number and decode `%41`.
 */
export function toAsciiDomain(domain: string): string | undefined {
  if (!NON_ASCII.test(domain)) return domain;
  const labels = domain.split(".").map((label) => (NON_ASCII.test(label) ? toALabel(label) : label));
  return labels.includes(undefined) ? undefined : labels.join(".");
}

function toALabel(label: string): string | undefined {
  // An A-label has at least an octet for each character, and at most 63 (RFC 5890, 2.3.2.1).
  if (label.length > 63) return undefined;
  // What not every URL does: ada composes Latin-1 with no mark, and old tables refuse some capitals. A character at a
  // time, since a Σ that ends a word becomes ς, which is another domain.
  const lower = Array.from(label.normalize("NFC"), (character) => character.toLowerCase()).join("");
  if (!LABEL.test(lower) || UNSEEN.test(lower) || !isDirected(lower)) return undefined;
  const hostname = hostnameOf(lower);
  // A label that URL maps to ASCII letters or to several labels is another domain than the one written.
  return hostname !== undefined && A_LABEL.test(hostname) ? hostname : undefined;
}

/**
 * What not every URL checks of the direction of a label (RFC 5893, 2). Node 20 and 22 do if it begins right to left alone,
 * ada never if it holds a joiner: then it is made of right-to-left letters, digits and marks.
 */
function isDirected(label: string): boolean {
  const mapped = label.normalize("NFKC");
  if (!RIGHT_TO_LEFT.test(mapped)) return true;
  const [first = ""] = mapped;
  if (!RIGHT_TO_LEFT.test(first) || !/\p{L}/u.test(first)) return false;
  const isWritten = (character: string): boolean =>
    /[\p{M}\u200c\u200d]/u.test(character) || (RIGHT_TO_LEFT.test(character) && /[\p{L}\p{Nd}]/u.test(character));
  return !/[\u200c\u200d]/.test(mapped) || Array.from(mapped).every(isWritten);
}

/** What a URL makes of a hostname: its A-labels, or an IPv6 address in brackets; undefined if it is none. */
export function hostnameOf(label: string): string | undefined {
  try {
    // URL.canParse() takes a Latin-1 string for UTF-8 in Node 20 and 22, once V8 has optimised its caller.
    return new URL(`http://${label}/`).hostname;
  } catch {
    return undefined;
  }
}
