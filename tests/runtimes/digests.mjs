import { names, octetsOf } from "./octets.mjs";

/** The SHA-256 of each message by its name, and what surprised. */
export async function digests() {
  const found = {};
  const surprises = {};
  for (const name of names) {
    const { octets, surprise } = await octetsOf(name);
    found[name] = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", octets)));
    if (surprise !== undefined) surprises[name] = surprise;
  }
  return { digests: found, surprises };
}

function hex(octets) {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
