const ADVICE: Readonly<Record<string, string>> = {
  connection: "The catcher is not running. Restart the playground in its terminal, then send again.",
  timeout: "The catcher does not answer. Restart the playground in its terminal, then send again.",
  bad_address: "Correct the address in To or From, then send again.",
  bad_header: "Remove the line break from the value in the context, then send again.",
};

/** What to do about an error here, where its own message cannot know it. */
export function adviceFor(code: string): string | null {
  return ADVICE[code] ?? null;
}
