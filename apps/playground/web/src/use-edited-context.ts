import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../src/api.ts";
import { client, problemOf } from "./client.ts";
import { formatContext } from "./context-text.ts";
import { readStored, writeStored } from "./stored.ts";

/** The context of one template: its sample, and what it was changed to in this tab. */
export interface EditedContext {
  /** null while the sample is loaded, or when it cannot be. */
  readonly text: string | null;
  readonly isChanged: boolean;
  readonly problem: Problem | null;
  readonly change: (text: string) => void;
  readonly reset: () => void;
}

export function useEditedContext(name: string, revision: number): EditedContext {
  const key = `context.${name}`;
  const [sample, setSample] = useState<string | null>(null);
  const [edited, setEdited] = useState(() => readStored("session", key));
  const [problem, setProblem] = useState<Problem | null>(null);

  // revision changes with the files of the templates.
  useEffect(() => {
    const controller = new AbortController();
    client.template(name, controller.signal).then(
      ({ context }) => {
        setSample(formatContext(context));
        setProblem(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => controller.abort();
  }, [name, revision]);

  const change = (text: string | null) => {
    const next = text === sample ? null : text;
    setEdited(next);
    writeStored("session", key, next);
  };
  return { text: edited ?? sample, isChanged: edited !== null, problem, change, reset: () => change(null) };
}
