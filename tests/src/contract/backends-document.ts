import { type BackendUnderTest, contractCases, type Feature, features } from "@posthorn/testing/contract";
import type { PublishedBackend } from "./backends/published-backends.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const names = Object.keys(features) as Feature[];

/** The cases of a feature that a backend does not hold, though it refuses nothing. */
const exceptionsOf = ({ exceptions = {} }: BackendUnderTest, feature?: Feature) =>
  contractCases.filter(({ id, feature: needed }) => id in exceptions && (feature ?? needed) === needed);

function answer(backend: BackendUnderTest, feature: Feature): string {
  if (backend.supports?.[feature] === false) return "no";
  if (exceptionsOf(backend, feature).length > 0) return "[in part](#in-part)";
  return backend.received ? "yes" : "taken";
}

/** The document that says what each backend carries, made of what the contract holds it to. */
export function backendsDocument(backends: readonly PublishedBackend[]): string {
  const columns = backends.map(({ backend }) => backend);
  const has = (title: string, member: keyof BackendUnderTest): string =>
    row([title, ...columns.map((backend) => (backend[member] === undefined ? "–" : "yes"))]);
  return `${[
    "# What each backend carries",
    "",
    "Made of the registrations in `tests/src/contract/backends` by `npm test -- backends-document -u`. Each backend runs",
    "[the contract](writing-a-backend.md#the-contract): what stands in no row, such as text, HTML, recipients in bcc, names",
    "in any script and reports that are true, holds for every one of them.",
    "",
    "*Yes* is said of what was looked at on the other side. Where nothing can be read back, a message is *taken*: it was",
    "accepted, and what becomes of it no test can see.",
    "",
    row(["", ...backends.map(({ name, folder }) => `[${name}](../packages/backends/${folder})`)]),
    row(["---", ...columns.map(() => "---")]),
    ...names.map((name) => row([features[name].title, ...columns.map((backend) => answer(backend, name))])),
    has("shows what arrives", "received"),
    has("opens connections, or files", "opened"),
    has("has a host that may be out of reach", "unreachable"),
    has("has credentials, which no error shows", "secret"),
    "",
    "## No",
    "",
    "Nothing is dropped in silence. Where a backend says no, the message is refused with an `UnsupportedFeatureError` that names",
    "what it is about, before anything has left; the others of its batch are sent.",
    "",
    ...names.map((name) => `- ${features[name].title}: ${features[name].without}.`),
    "",
    "## In part",
    "",
    "What a backend takes, and does not carry as it is:",
    "",
    ...backends.flatMap(({ name, backend }) =>
      exceptionsOf(backend).map(({ id, title }) => `- ${name}: “${title}”. ${backend.exceptions?.[id]}`),
    ),
  ].join("\n")}\n`;
}
