import { knownReaderBugs } from "../known-reader-bugs.mjs";

/** Shows each known bug on its octets: the reader errs, and all others find what stands there. */
export async function checkKnownBugs(readers, summary) {
  for (const { id, reader, octets, found, value } of knownReaderBugs) {
    const read = await readers.read(Buffer.from(octets));
    const right = Object.keys(read).filter((name) => isFound(read[name], found, value));
    const others = Object.keys(read).filter((name) => name !== reader);
    if (right.includes(reader)) summary.fail(`the known bug ${id} is mended: take it off the list`);
    else if (right.length < others.length)
      summary.fail(`the known bug ${id} is one of ${others.filter((name) => !right.includes(name)).join(", ")} too`);
    else summary.pass();
  }
  summary.knownBugs = knownReaderBugs.length;
}

function isFound(message, found, value) {
  return message.error === undefined && JSON.stringify(found(message)) === JSON.stringify(value);
}
