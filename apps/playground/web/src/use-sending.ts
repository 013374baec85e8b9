import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, RenderRequest, SendReport } from "../../src/api.ts";
import { client, problemOf } from "./client.ts";

/** How far a mail has come. */
export type Progress =
  | { readonly step: "idle" }
  | { readonly step: "sending" }
  | { readonly step: "done"; readonly report: SendReport }
  | { readonly step: "failed"; readonly problem: Problem };

const IDLE: Progress = { step: "idle" };

/**
 * Sends a template, and forgets what became of it as soon as another mail would be sent.
 *
 * @param request - null while there is none: then nothing is sent
 * @param revision - changes with the files of the template
 */
export function useSending(name: string, request: RenderRequest | null, revision: number): [Progress, () => void] {
  const [progress, setProgress] = useState(IDLE);
  const key = request === null ? null : JSON.stringify(request);
  const current = useRef({});

  // key stands for request, which is a new object each time.
  useEffect(() => {
    current.current = {};
    setProgress(IDLE);
  }, [name, key, revision]);

  const send = async () => {
    if (request === null || progress.step === "sending") return;
    const sent = current.current;
    const show = (next: Progress) => current.current === sent && setProgress(next);
    show({ step: "sending" });
    try {
      show({ step: "done", report: await client.send(name, request) });
    } catch (error) {
      show({ step: "failed", problem: problemOf(error) });
    }
  };
  return [progress, () => void send()];
}
