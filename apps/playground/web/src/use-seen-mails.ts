import { useState } from "preact/hooks";
import { readStored, writeStored } from "./stored.ts";

/** The mails that were opened in this tab, and a function that adds one. */
export function useSeenMails(): [ReadonlySet<string>, (id: string) => void] {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(readStored("session", "seen")?.split(" ") ?? []));
  return [
    seen,
    (id) => {
      if (seen.has(id)) return;
      const next = new Set(seen).add(id);
      setSeen(next);
      writeStored("session", "seen", [...next].join(" "));
    },
  ];
}
