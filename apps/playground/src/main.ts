import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { type Arguments, HELP, readArguments, USAGE, UsageError } from "./arguments.ts";
import { type Playground, startPlayground } from "./playground.ts";

const SAMPLES = fileURLToPath(new URL("../../../examples/emails", import.meta.url));

try {
  const options = readArguments(process.argv.slice(2));
  if (options === undefined) console.log(HELP);
  else await start(options);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    error instanceof UsageError
      ? `${paint("red", message)}\n${USAGE}`
      : `${paint("red", "The playground did not start.")} ${message}`,
  );
  process.exitCode = 1;
}

async function start({ directory: folder, port, smtpPort }: Arguments): Promise<void> {
  const directory = resolve(folder ?? SAMPLES);
  const playground = await startPlayground({ directory, port, smtpPort });
  announce(playground, directory, port, smtpPort);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(playground));
}

function announce({ url, smtpUrl }: Playground, directory: string, port: number, smtpPort: number): void {
  const lines: readonly (readonly [string, string])[] = [
    ["Page", `${paint(["bold", "underline"], url)}${moved(url, port)}`],
    ["Catcher", `${smtpUrl}${moved(smtpUrl, smtpPort)}`],
    ["Templates", relative(process.cwd(), directory) || "."],
  ];
  console.log(`\n  ${paint(["bold", "yellow"], "Posthorn playground")}\n`);
  for (const [label, value] of lines) console.log(`  ${paint("dim", label.padEnd(10))} ${value}`);
  console.log(`\n  ${paint("dim", "Mail goes to the catcher; nothing leaves this machine. Stop with Ctrl+C.")}\n`);
}

/** Colours for a terminal, and for nothing else. */
function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;
}

function moved(address: string, wanted: number): string {
  return wanted === 0 || address.endsWith(`:${wanted}`) ? "" : paint("dim", `  (port ${wanted} is taken)`);
}

async function stop(playground: Playground): Promise<void> {
  await playground.close();
  process.exit(0);
}
