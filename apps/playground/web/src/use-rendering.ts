import { useEffect, useState } from "preact/hooks";
import type { Problem, RenderedMail, RenderRequest } from "../../src/api.ts";
import { client, problemOf } from "./client.ts";

/** The last mail that could be rendered, and why the present one cannot. */
export interface Rendering {
  readonly mail: RenderedMail | null;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
}

const DEBOUNCE_MS = 200;

/**
 * Renders a template whenever its request changes, once typing pauses.
 *
 * @param request - null while there is none, such as while the context is not JSON: the last mail stays
 * @param revision - renders again when it changes
 */
export function useRendering(name: string, request: RenderRequest | null, revision: number): Rendering {
  const [rendering, setRendering] = useState<Rendering>({ mail: null, problem: null, isBusy: true });
  const key = request === null ? null : JSON.stringify(request);
  const isFirst = rendering.mail === null && rendering.problem === null;

  // key stands for request, which is a new object each time.
  useEffect(() => {
    if (request === null) {
      setRendering((before) => ({ ...before, isBusy: false }));
      return;
    }
    const controller = new AbortController();
    const render = async () => {
      setRendering((before) => ({ ...before, isBusy: true }));
      try {
        const mail = await client.render(name, request, controller.signal);
        if (!controller.signal.aborted) setRendering({ mail, problem: null, isBusy: false });
      } catch (error) {
        if (!controller.signal.aborted)
          setRendering((before) => ({ mail: before.mail, problem: problemOf(error), isBusy: false }));
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
