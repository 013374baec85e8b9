import { madeMessage } from "../messages/made-message.mjs";
import { randomMessage } from "../messages/message.mjs";
import { Random } from "../messages/random.mjs";
import { useSourcesOf } from "../messages/sources.mjs";
import { differences } from "./differences.mjs";
import { explained } from "./explained.mjs";
import { wrongOctets } from "./octets.mjs";

const MADE_BY_HAND = 0.05;

/**
 * Makes a random message, builds it and has it read.
 *
 * @returns `{ octets, wrong, bugs }`: what is wrong, as `[{ reader, at, expected, got }]`, and the ids of the known bugs
 *   that explain the rest, each with its reader
 */
export async function checkMessage(readers, seed, number) {
  let octets = Buffer.alloc(0);
  try {
    const random = new Random(seed, number);
    useSourcesOf(random);
    const made = random.chance(MADE_BY_HAND) ? madeMessage(random) : randomMessage(random);
    const mime = made.draft.message();
    octets = await octetsOf(mime);
    const wrong = [...wrongOctets(octets, made)];
    wrong.push(...(await wrongTree(mime, octets, made)));
    return { octets, ...(await compared(readers, octets, made.expected, wrong)) };
  } catch (error) {
    return { octets, wrong: [{ reader: "the writer", at: "all", got: String(error.stack) }], bugs: [] };
  }
}

async function compared(readers, octets, expected, sentences) {
  const wrong = sentences.map((got) => ({ reader: "the octets", at: "all", got }));
  const bugs = [];
  for (const [reader, message] of Object.entries(await readers.read(octets))) {
    for (const difference of differences(expected, message)) {
      const ids = explained(reader, difference);
      if (ids.length === 0) wrong.push({ reader, ...difference });
      bugs.push(...ids);
    }
  }
  return { wrong, bugs };
}

async function octetsOf(mime) {
  const chunks = [];
  for await (const chunk of mime.stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What the tree says of itself against its octets. */
async function wrongTree(mime, octets, { isStreamed, isOneShot, is8bit, isUtf8 }) {
  const wrong = [];
  if (mime.isStreamed !== isStreamed) wrong.push(`isStreamed is ${mime.isStreamed}`);
  if (mime.isRepeatable === isOneShot) wrong.push(`isRepeatable is ${mime.isRepeatable}`);
  if (mime.isUtf8 !== isUtf8) wrong.push(`isUtf8 is ${mime.isUtf8}`);
  if (mime.is8bit !== (is8bit || isUtf8)) wrong.push(`is8bit is ${mime.is8bit}`);
  if (mime.size !== undefined && mime.size !== octets.length) wrong.push(`size is ${mime.size}, of ${octets.length}`);
  if (!isStreamed && !octets.equals(mime.toBytes())) wrong.push("toBytes() is not what stream() gives");
  if (isStreamed && !isOneShot && !octets.equals(await octetsOf(mime)))
    wrong.push("stream() gives other octets the second time");
  if (isStreamed && !isOneShot && !octets.equals((await mime.buffered()).toBytes()))
    wrong.push("buffered() has other octets than stream()");
  return wrong;
}
