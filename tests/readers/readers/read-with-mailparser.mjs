import { domainToASCII } from "node:url";
import libmime from "libmime";
import { decode } from "libmime/lib/charset";
import { MailParser } from "mailparser";
import { contentOf } from "./content.mjs";

const ADDRESSES = { from: "from", to: "to", cc: "cc", "reply-to": "replyTo", sender: "sender" };
const NON_ASCII = /[^\0-\x7f]/;
const OWN = new Set(["content-type", "content-transfer-encoding", "content-disposition", "content-id", "mime-version"]);
// The fields of texts alone; what is made of them besides is not looked at.
const OPTIONS = { checksumAlgo: false, skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true };

/** What mailparser reads: the nodes of its tree, from which it makes the texts of the mail that it answers. */
export async function readWithMailparser(octets) {
  const parser = new MailParser(OPTIONS);
  const attachments = [];
  await new Promise((resolve, reject) => {
    parser.on("data", (data) => {
      if (data.type !== "attachment") return;
      const chunks = [];
      data.content.on("data", (chunk) => chunks.push(chunk));
      data.content.on("error", reject);
      data.content.on("end", () => {
        attachments.push(Buffer.concat(chunks));
        data.release();
      });
    });
    parser.on("error", reject);
    parser.on("end", resolve);
    parser.end(octets);
  });
  return messageOf(parser.tree, attachments);
}

async function messageOf(node, attachments) {
  const { others, ...body } = await partOf(node, attachments);
  return { headers: headersOf(node), body };
}

function headersOf(node) {
  const found = { subject: null, date: null, messageId: null, others: [] };
  for (const { key, line } of node.headerLines) {
    if (OWN.has(key)) continue;
    if (key in ADDRESSES) found[ADDRESSES[key]] = node.headers.get(key).value.map(mailboxOf);
    else if (key === "subject") found.subject = node.headers.get(key) ?? "";
    else if (key === "date") found.date = node.headers.get(key).getTime() / 1000;
    else if (key === "message-id") found.messageId = node.headers.get(key);
    // It leaves the words of other fields encoded, and takes some fields apart: its own library reads their lines.
    else found.others.push([key, libmime.decodeWords(utf8(libmime.decodeHeader(line).value))]);
  }
  return found;
}

/** The lines of headers are kept an octet a character. */
function utf8(text) {
  return Buffer.from(text, "latin1").toString();
}

function mailboxOf({ name, address }) {
  // What has no @ is a name for it, where no address stands in angle brackets.
  if (address === "") return ["", name];
  const at = address.lastIndexOf("@") + 1;
  const domain = address.slice(at);
  // It shows A-labels as people read them.
  return [name, address.slice(0, at) + (NON_ASCII.test(domain) ? domainToASCII(domain) : domain)];
}

async function partOf(node, attachments) {
  const { contentType: type, headers } = node;
  const parameters = headers.get("content-type")?.params ?? {};
  const part = {
    type,
    parameters,
    disposition: node.node.disposition || null,
    filename: node.node.filename || null,
    contentId: headers.get("content-id") ?? null,
    others: headersOf(node).others,
  };
  if (type.startsWith("multipart/")) {
    const children = [];
    for (const child of node.children) children.push(await partOf(child, attachments));
    return { ...part, children };
  }
  // The inside of a message that is shown in the mail is a child; a message that is a file is given as octets.
  if (node.node.messageNode) return { ...part, message: await messageOf(node.children[0], attachments) };
  if (!node.isAttachment) return { ...part, text: node.textContent ?? "" };
  const octets = attachments.shift();
  if (type === "message/rfc822") return { ...part, message: await readWithMailparser(octets) };
  return { ...part, ...contentOf(type, parameters.charset, octets, () => decode(octets, parameters.charset)) };
}
