/** An entity as it stands on the wire (RFC 2045, 2.4), taken apart by nothing but its octets. */
export interface WirePart {
  /** Unfolded (RFC 5322, 2.2.3), otherwise as they stand. */
  readonly fields: readonly (readonly [name: string, body: string])[];
  /** Without its transfer encoding; empty for a multipart. */
  readonly content: Buffer;
  /** Of a multipart. */
  readonly parts: readonly WirePart[];
}

/** The bodies of the fields of that name. */
export function bodiesOf({ fields }: WirePart, name: string): readonly string[] {
  return fields.flatMap(([field, body]) => (field.toLowerCase() === name.toLowerCase() ? [body] : []));
}

/** Takes an entity apart. */
export function wirePart(octets: Buffer): WirePart {
  const end = octets.indexOf("\r\n\r\n");
  const fields = octets
    .subarray(0, end)
    .toString()
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n")
    .map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    });
  const body = octets.subarray(end + 4);
  const part = { fields, content: body, parts: [] };
  const [type = ""] = bodiesOf(part, "Content-Type");
  const [encoding = ""] = bodiesOf(part, "Content-Transfer-Encoding");
  const [, quoted, token] = /^multipart\/.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? token;
  if (boundary !== undefined) return { fields, content: Buffer.alloc(0), parts: split(body, boundary).map(wirePart) };
  return { fields, content: withoutEncoding(body, encoding), parts: [] };
}

/** The parts that have no parts, in the order of the wire. */
export function leaves(part: WirePart): readonly WirePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leaves);
}

/** RFC 2046, 5.1.1: a line break belongs to the delimiter behind it. */
function split(body: Buffer, boundary: string): readonly Buffer[] {
  const parts = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`);
  const epilogue = parts.pop() ?? "";
  if (!epilogue.startsWith("--\r\n")) throw new Error(`The multipart ${boundary} does not end.`);
  return parts.slice(1).map((part) => Buffer.from(part.replace(/^[ \t]*\r\n/, ""), "latin1"));
}

function withoutEncoding(body: Buffer, encoding: string): Buffer {
  if (encoding === "base64") return Buffer.from(body.toString("latin1"), "base64");
  return encoding === "quoted-printable" ? withoutQuotes(body.toString("latin1").replace(/=\r\n/g, "")) : body;
}

/** RFC 2045, 6.7 (1), and RFC 2047, 4.2 */
export function withoutQuotes(text: string): Buffer {
  const octets = text.replace(/=([0-9A-F]{2})/g, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16)));
  return Buffer.from(octets, "latin1");
}

/** A parameter of a field: a token, a quoted string, or the pieces of the extended form (RFC 2231). */
export function parameterOf(body: string, name: string): string | null {
  const parameters = [...body.matchAll(/;\s*([^=;\s]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g)];
  let octets: string | undefined;
  for (const [, parameter = "", quoted, token = ""] of parameters) {
    const [base, ...marks] = parameter.split("*");
    if (base !== name) continue;
    if (marks.length === 0) return quoted?.replace(/\\(.)/g, "$1") ?? token;
    octets = (octets ?? "") + (octets === undefined ? token.replace(/^utf-8''/, "") : token);
  }
  return octets === undefined ? null : withoutQuotes(octets.replaceAll("%", "=")).toString();
}
