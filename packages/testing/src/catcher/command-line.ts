import { parseArgs } from "node:util";

/** What the command was asked for. */
export type CommandLine =
  | { readonly shows: "help" }
  | { readonly shows: "version" }
  | { readonly shows: "mails"; readonly host: string; readonly port: number; readonly source: boolean };

/** The arguments make no sense; the help says which do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const HELP: string = `Usage: posthorn-catch [options]

Takes every mail that is sent to it, prints it, and delivers none.

  --port <number>   where it listens, 1025; 0 is any free port
  --host <host>     an address or name of this machine, 127.0.0.1
  --source          prints the source of each mail too
  --version         prints the version
  -h, --help        prints this`;

const OPTIONS = {
  port: { type: "string", default: "1025" },
  host: { type: "string", default: "127.0.0.1" },
  source: { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  help: { type: "boolean", default: false, short: "h" },
} as const;

/** Reads the arguments of the command. @throws UsageError saying what is wrong with them */
export function readCommandLine(args: readonly string[]): CommandLine {
  // Not strict: parseArgs' own messages explain parseArgs.
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: OPTIONS,
  });
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) throw new UsageError(`There is no option ${unknown.length === 1 ? "-" : "--"}${unknown}.`);
  const [argument] = positionals;
  if (argument !== undefined) throw new UsageError(`There are options alone; got ${JSON.stringify(argument)}.`);
  for (const name of ["source", "version", "help"] as const)
    if (typeof values[name] !== "boolean") throw new UsageError(`--${name} takes no value.`);
  if (values.help) return { shows: "help" };
  if (values.version) return { shows: "version" };
  const { host, port } = values;
  if (typeof host !== "string" || host === "") throw new UsageError("--host needs an address or name of this machine.");
  if (typeof port !== "string" || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    const got = typeof port === "string" ? `, not ${JSON.stringify(port)}` : "";
    throw new UsageError(`--port needs a number from 0 to 65535${got}.`);
  }
  return { shows: "mails", host, port: Number(port), source: values.source === true };
}
