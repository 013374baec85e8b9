import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { type Playground, startPlayground } from "./playground.ts";

const SAMPLES = fileURLToPath(new URL("../../../examples/emails", import.meta.url));
const USAGE = "node apps/playground/dist/main.js [templates-folder] [--port 4100] [--smtp-port 4125]";

try {
  const { directory, port, smtpPort } = readArguments();
  const playground = await startPlayground({ directory, port, smtpPort });
  announce(playground, directory, port, smtpPort);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(playground));
} catch (error) {
  console.error(
    `${paint("red", "The playground did not start.")} ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}

function readArguments(): { readonly directory: string; readonly port: number; readonly smtpPort: number } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "4100" }, "smtp-port": { type: "string", default: "4125" } },
  });
  if (positionals.length > 1) throw new Error(`It takes one folder. Usage: ${USAGE}`);
  return {
    directory: resolve(positionals[0] ?? SAMPLES),
    port: portOf(values.port),
    smtpPort: portOf(values["smtp-port"]),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Error(`A port is a number from 0 to 65535, not ${JSON.stringify(text)}. Usage: ${USAGE}`);
  return port;
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
