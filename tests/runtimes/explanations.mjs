import { firstDifference } from "./difference.mjs";

const LISTED = 20;

/** For each message the digest that most runtimes have; the first of those that equally many have. */
export function mostCommon(results) {
  const names = new Set(results.flatMap(({ digests }) => Object.keys(digests)));
  return Object.fromEntries(Array.from(names, (name) => [name, groups(results, name)[0][0].digests[name]]));
}

/** What is told of the messages that differ: on which runtimes, and the first line in which they do. */
export async function explanations(results) {
  const names = [...new Set(results.flatMap(({ differing }) => differing))];
  const disputed = names.filter((name) => groups(results, name).length > 1);
  const agreed = names.filter((name) => !disputed.includes(name));
  const octets = new Map();
  for (const { name, ask } of disputed.length === 0 ? [] : results) octets.set(name, JSON.parse(await ask(disputed)));
  const told = disputed.map((name) => disagreement(name, groups(results, name), octets));
  if (agreed.length === 0) return told;
  const more = agreed.length > LISTED ? `\n    and ${agreed.length - LISTED} more` : "";
  const list = agreed
    .slice(0, LISTED)
    .map((name) => `\n    ${name}`)
    .join("");
  const who = results.length === 1 ? "" : " The runtimes agree.";
  return [...told, `Not as digests.json says (--update if that is meant).${who}${list}${more}`];
}

/** The runtimes by what they have for a message, most first; those with the expected digest before any other. */
function groups(results, name) {
  const byDigest = new Map();
  for (const result of results) {
    const digest = result.digests[name];
    byDigest.set(digest, [...(byDigest.get(digest) ?? []), result]);
  }
  const isExpected = ([{ differing }]) => (differing && !differing.includes(name) ? 1 : 0);
  return [...byDigest.values()].sort((one, other) => isExpected(other) - isExpected(one) || other.length - one.length);
}

function disagreement(name, [right, ...others], octets) {
  const lines = others.map((wrong) => {
    const [one, other] = [right, wrong].map(([result]) => result.name);
    const who = `    ${wrong.map((result) => result.name).join(", ")} against ${right.map((result) => result.name).join(", ")}`;
    return `${who}\n${firstDifference(octets.get(one)[name], octets.get(other)[name], [one, other])}`;
  });
  return [`${name}:`, ...lines].join("\n");
}
