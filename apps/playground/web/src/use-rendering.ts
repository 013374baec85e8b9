import { useEffect, useState } from "preact/hooks";
import type { AddressProblem, Problem, RenderedMail, RenderRequest } from "../../src/api.ts";
import { client, problemOf } from "./client.ts";

/** The last mail that could be rendered, and why the present one cannot. */
export interface Rendering {
  readonly mail: RenderedMail | null;
  readonly problem: Problem | null;
  /** What is wrong with To or From, while nothing else is. */
  readonly addressProblem: AddressProblem | null;
  readonly isBusy: boolean;
}

const DEBOUNCE_MS = 200;
const NOTHING_YET: Rendering = { mail: null, problem: null, addressProblem: null, isBusy: true };

/**
 * Renders a template whenever its request changes, once typing pauses.
 *
 * @param request - null while there is none, such as while the context is not JSON: the last mail stays, without its problems
 * @param revision - renders again when it changes
 */
export function useRendering(name: string, request: RenderRequest | null, revision: number): Rendering {
  const [rendering, setRendering] = useState<Rendering>(NOTHING_YET);
  const key = request === null ? null : JSON.stringify(request);
  const isFirst = rendering.mail === null && rendering.problem === null;

  // key stands for request, which is a new object each time.
  useEffect(() => {
    if (request === null) {
      setRendering(({ mail }) => ({ mail, problem: null, addressProblem: null, isBusy: false }));
      return;
    }
    const controller = new AbortController();
    setRendering((before) => ({ ...before, isBusy: true }));
    const render = async () => {
      try {
        const mail = await client.render(name, request, controller.signal);
        const { addressProblem } = mail;
        if (!controller.signal.aborted) setRendering({ mail, problem: null, addressProblem, isBusy: false });
      } catch (error) {
        if (!controller.signal.aborted)
          setRendering(({ mail }) => ({ mail, problem: problemOf(error), addressProblem: null, isBusy: false }));
      }
    };
    const timer = setTimeout(render, isFirst ? 0 : DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [name, key, revision]);

  return rendering;
}
