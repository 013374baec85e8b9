export const NON_ASCII: RegExp = /[^\0-\x7f]/;
const LABEL = /^[a-z0-9\-\u0080-\u{10ffff}]+$/iu;
const A_LABEL = /^xn--[a-z0-9-]+$/;

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
  if (label.length > 63 || !LABEL.test(label) || !URL.canParse(`http://${label}/`)) return undefined;
  // A label that URL maps to ASCII letters or to several labels is another domain than the one written.
  const { hostname } = new URL(`http://${label}/`);
  return A_LABEL.test(hostname) ? hostname : undefined;
}
