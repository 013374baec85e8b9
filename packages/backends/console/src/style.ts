import { styleText } from "node:util";

/** Dresses a text for a terminal, or leaves it as it is. */
export type Style = (format: "bold" | "cyan" | "dim", text: string) => string;

/** With colours or without, whatever standard output is. */
export function styled(color: boolean): Style {
  return (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
}

/** Whether whoever looks at a stream sees colours: it is a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function hasColors(stream: object, env: NodeJS.ProcessEnv = process.env): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused = "", TERM: terminal } = env;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return "isTTY" in stream && stream.isTTY === true && refused === "" && terminal !== "dumb";
}
