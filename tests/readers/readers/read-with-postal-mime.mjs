import PostalMime, { addressParser, decodeWords } from "postal-mime";
import { contentOf } from "./content.mjs";

const ADDRESSES = { from: "from", to: "to", cc: "cc", "reply-to": "replyTo", sender: "sender" };
const OWN = new Set(["content-type", "content-transfer-encoding", "content-disposition", "content-id", "mime-version"]);
const LF = 0x0a;

/** What postal-mime reads: the nodes of its tree, which `parse()` makes, and the mail that it returns leaves out. */
export async function readWithPostalMime(octets) {
  // A nested message is read from its octets, since the parser keeps its mail and not its tree.
  const parser = new PostalMime({ maxRfc822NestingDepth: 0 });
  await parser.parse(octets);
  const { others, ...body } = await partOf(parser.root, octets.at(-1) !== LF);
  return { headers: headersOf(parser.root), body };
}

function headersOf(node) {
  const found = { subject: null, date: null, messageId: null, others: [] };
  for (const { key, value } of node.headers) {
    if (OWN.has(key)) continue;
    if (key in ADDRESSES) found[ADDRESSES[key]] = addressParser(value).map(mailboxOf);
    else if (key === "subject") found.subject = decodeWords(value);
    else if (key === "date") found.date = Date.parse(value) / 1000;
    else if (key === "message-id") found.messageId = value;
    else found.others.push([key, decodeWords(value)]);
  }
  return found;
}

function mailboxOf({ name, address }) {
  // What has no @ is a name for it, where no address stands in angle brackets.
  return address ? [name, address] : ["", name];
}

/** @param isBreakAdded - whether its decoders of lines ended the content with a line break that is not of the content */
async function partOf(node, isBreakAdded) {
  const { value: type, params } = node.contentType.parsed;
  const disposition = node.contentDisposition.parsed;
  const filename = disposition.params.filename || params.name || null;
  const part = {
    type,
    parameters: params,
    disposition: disposition.value || null,
    filename: filename && decodeWords(filename),
    contentId: node.contentId ?? null,
    others: headersOf(node).others,
  };
  if (node.contentType.multipart) return { ...part, children: await childrenOf(node) };
  const isStripped = isBreakAdded && node.contentTransferEncoding.encoding !== "base64";
  const octets = Buffer.from(node.content, 0, node.content.byteLength - (isStripped ? 1 : 0));
  if (type === "message/rfc822") return { ...part, message: await readWithPostalMime(octets) };
  const decode = () => node.getTextContent().slice(0, isStripped ? -1 : undefined);
  return { ...part, ...contentOf(type, params.charset, octets, decode) };
}

async function childrenOf(node) {
  const children = [];
  // The line break before a delimiter is the delimiter's (RFC 2046, 5.1.1).
  for (const child of node.childNodes) children.push(await partOf(child, true));
  return children;
}
