/** Where two runs of octets differ, in words; undefined if they do not. */
export function octetDifference(expected: Uint8Array, actual: Uint8Array): string | undefined {
  const at = expected.findIndex((octet, index) => octet !== actual[index]);
  if (at === -1 && expected.length === actual.length) return undefined;
  const from = at === -1 ? expected.length : at;
  return `from octet ${from} on expected ${hex(expected, from)}, got ${hex(actual, from)}`;
}

function hex(octets: Uint8Array, from: number): string {
  const some = Array.from(octets.subarray(from, from + 8), (octet) => octet.toString(16).padStart(2, "0"));
  return some.length === 0 ? "the end" : `${some.join(" ")}${octets.length > from + 8 ? " …" : ""}`;
}
