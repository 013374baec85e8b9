import type PostalMime from "postal-mime";

/** A part that holds something, in the tree of postal-mime. */
export interface Leaf {
  readonly content: ArrayBuffer | null;
  readonly contentType: {
    readonly parsed: { readonly value: string; readonly params: Readonly<Record<string, string>> };
  };
  readonly contentDisposition: { readonly parsed: { readonly value: string } };
  readonly contentTransferEncoding: { readonly encoding: string };
}

interface Node extends Leaf {
  readonly childNodes: readonly unknown[];
}

const CR = 0x0d;
const LF = 0x0a;

/** The parts of a mail that was parsed. The types of postal-mime leave its tree out, and no other place tells encodings. */
export function leavesOf(parser: PostalMime): readonly Leaf[] {
  return leavesBelow(Reflect.get(parser, "root"));
}

function leavesBelow(node: unknown): readonly Leaf[] {
  if (!isNode(node)) throw new TypeError("This version of postal-mime has another tree.");
  return node.childNodes.length === 0 ? [node] : node.childNodes.flatMap(leavesBelow);
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    ["content", "contentType", "contentDisposition", "contentTransferEncoding", "childNodes"].every(
      (name) => name in value,
    )
  );
}

/** Whether postal-mime read its content by lines, each of which it ends, also the last (RFC 2046, 5.1.1). */
export function isOfLines({ contentTransferEncoding }: Leaf): boolean {
  return !/base64/i.test(contentTransferEncoding.encoding);
}

/**
 * What was attached. Of the line breaks of a text the wire does not tell which they were: they are LF, and those of a mail
 * CRLF (RFC 2046, 4.1.1; RFC 5322, 2.1).
 */
export function attachedOctets(leaf: Leaf): Uint8Array {
  const content = new Uint8Array(leaf.content ?? new ArrayBuffer());
  const { value: type, params } = leaf.contentType.parsed;
  const octets = isOfLines(leaf) && content.at(-1) === LF ? content.slice(0, -1) : content;
  if (type === "message/rfc822") return asMail(octets);
  // Characters of UTF-16 may have the octets of a line break in them.
  return type.startsWith("text/") && !/^utf-?(?:16|32)/i.test(params.charset ?? "") ? withLf(octets) : octets;
}

function withLf(octets: Uint8Array): Uint8Array {
  return octets.filter((octet, at) => octet !== CR || octets[at + 1] !== LF);
}

/** A mail ends in a line break, which its writer may take for that of the delimiter. */
function asMail(octets: Uint8Array): Uint8Array {
  const lines = octets.at(-1) === LF ? octets : Buffer.concat([octets, Uint8Array.of(LF)]);
  const isBare = (octet: number, at: number): boolean => octet === LF && lines[at - 1] !== CR;
  const mail = new Uint8Array(lines.reduce((size, octet, at) => size + (isBare(octet, at) ? 2 : 1), 0));
  let end = 0;
  lines.forEach((octet, at) => {
    if (isBare(octet, at)) mail[end++] = CR;
    mail[end++] = octet;
  });
  return mail;
}
