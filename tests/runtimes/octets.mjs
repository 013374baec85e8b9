import { MimePart } from "@posthorn/core/mime";
import { fixSettings } from "./fixed-settings.mjs";
import { messages, refusals } from "./messages.mjs";

/** The names of all that is built. */
export const names = [...Object.keys(messages), ...Object.keys(refusals)];

const encoder = new TextEncoder();

/**
 * The octets of a message, or the text of its error.
 *
 * @returns `surprise` says why it is not what it should be, whichever octets another runtime has
 */
export async function octetsOf(name) {
  const isRefusal = Object.hasOwn(refusals, name);
  fixSettings();
  try {
    const made = await (isRefusal ? refusals : messages)[name](fixSettings);
    if (isRefusal) return { octets: encoder.encode("built"), surprise: "it is built, and should be refused" };
    const part = made instanceof MimePart ? made : made.message();
    const whole = part.isStreamed ? undefined : part.toBytes();
    const octets = await streamed(part);
    const isSame = whole === undefined || isEqual(whole, octets);
    return { octets, surprise: isSame ? undefined : "toBytes() and stream() give different octets" };
  } catch (error) {
    const text = `${error.name}: ${error.code}\n${error.message}`;
    return { octets: encoder.encode(text), surprise: isRefusal ? undefined : `it is refused: ${text}` };
  }
}

async function streamed(part) {
  const chunks = [];
  for await (const chunk of part.stream()) chunks.push(new Uint8Array(chunk));
  const octets = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}

function isEqual(one, other) {
  return one.length === other.length && one.every((octet, index) => octet === other[index]);
}
