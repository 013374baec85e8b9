import { digests } from "./digests.mjs";
import { names, octetsOf } from "./octets.mjs";
import { sendingProblems } from "./sending.mjs";

/**
 * What a runtime answers, as JSON: its digests, or if names are given the octets of these messages.
 *
 * @param wanted - names of messages
 */
export async function answer(wanted) {
  if (wanted.length === 0) return JSON.stringify({ ...(await digests()), sending: await sendingProblems() });
  const found = {};
  // All are built, since what was built before may matter: to the optimiser it does.
  for (const name of names) {
    const { octets } = await octetsOf(name);
    if (wanted.includes(name)) found[name] = latin1(octets);
  }
  return JSON.stringify(found);
}

/** A character for each octet. */
function latin1(octets) {
  return Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
}
