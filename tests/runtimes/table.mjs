import { columns } from "../../scripts/columns.mjs";

const HEAD = ["runtime", "version", "messages", "same", "different", "sending", "seconds"];
const TEXTS = new Set(["runtime", "version", "sending"]);

/** The results of the runtimes, for people to read. */
export function table(results) {
  const rows = results.map(({ name, version, digests, differing, sending, seconds, failure }) =>
    failure
      ? [name, version ?? "", "", "", "", "cannot be run", ""]
      : [
          ...[name, version, `${Object.keys(digests).length}`],
          ...[`${Object.keys(digests).length - differing.length}`, `${differing.length}`],
          ...[sending.length === 0 ? "works" : "fails", seconds.toFixed(1)],
        ],
  );
  return columns(HEAD, rows, TEXTS).join("\n");
}
