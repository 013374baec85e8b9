import { knownReaderBugs } from "../known-reader-bugs.mjs";

/** Shows each known bug on its octets: its readers err, and all others find what stands there. */
export async function checkKnownBugs(readers, summary) {
  for (const { id, readers: wrong, octets, found, value } of knownReaderBugs) {
    const read = await readers.read(Buffer.from(octets));
    const right = Object.keys(read).filter((name) => isFound(read[name], found, value));
    const mended = wrong.filter((name) => right.includes(name));
    const further = Object.keys(read).filter((name) => !right.includes(name) && !wrong.includes(name));
    if (mended.length > 0) summary.fail(`the known bug ${id} is mended in ${mended.join(", ")}: take it off the list`);
    else if (further.length > 0) summary.fail(`the known bug ${id} is one of ${further.join(", ")} too`);
    else summary.pass();
  }
  summary.knownBugs = knownReaderBugs.length;
}

function isFound(message, found, value) {
  return message.error === undefined && JSON.stringify(found(message)) === JSON.stringify(value);
}
