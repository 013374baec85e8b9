const UNITS = ["KB", "MB"] as const;

/** A number of octets, as people read it. */
export function formatSize(octets: number): string {
  if (octets < 1000) return `${octets} ${octets === 1 ? "byte" : "bytes"}`;
  const exponent = octets < 1_000_000 ? 0 : 1;
  return `${(octets / 1000 ** (exponent + 1)).toFixed(1)} ${UNITS[exponent]}`;
}
