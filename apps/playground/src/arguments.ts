import { parseArgs } from "node:util";

/** What the playground is started with. */
export interface Arguments {
  /** The folder of templates; undefined for the samples. */
  readonly directory: string | undefined;
  readonly port: number;
  readonly smtpPort: number;
}

/** The arguments make no sense; the usage says which do. */
export class UsageError extends Error {}

export const USAGE = "Usage: npm start -- [templates-folder] [--port 4100] [--smtp-port 4125]";

export const HELP: string = `${USAGE}

  templates-folder   holds a folder per template; examples/emails where none is given
  --port             where the page is served, 4100; the next free port where it is taken
  --smtp-port        where the catcher listens, 4125; the next free port where it is taken`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  port: { type: "string", default: "4100" },
  "smtp-port": { type: "string", default: "4125" },
} as const;

/**
 * Reads the command line.
 *
 * @returns undefined when it asks for help
 * @throws UsageError saying what is wrong with it
 */
export function readArguments(args: readonly string[]): Arguments | undefined {
  // Not strict: parseArgs' own messages explain parseArgs.
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: OPTIONS,
  });
  if (values.help) return undefined;
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) throw new UsageError(`There is no option ${unknown.length === 1 ? "-" : "--"}${unknown}.`);
  if (positionals.length > 1) throw new UsageError(`Only one folder can be shown, not ${positionals.length}.`);
  return {
    directory: positionals[0],
    port: portOf("port", values.port),
    smtpPort: portOf("smtp-port", values["smtp-port"]),
  };
}

function portOf(option: string, value: unknown): number {
  const port = Number(value);
  if (typeof value !== "string" || !/^\d+$/.test(value) || port > 65_535)
    throw new UsageError(
      `--${option} needs a number from 0 to 65535${typeof value === "string" ? `, not ${JSON.stringify(value)}` : ""}.`,
    );
  return port;
}
