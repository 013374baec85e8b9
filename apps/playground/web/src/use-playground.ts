import { useEffect, useState } from "preact/hooks";
import type { MailSummary, PlaygroundEvent, Problem, Status } from "../../src/api.ts";
import { client, problemOf } from "./client.ts";

/** What every part of the page knows; null while it is loaded. */
export interface PlaygroundState {
  readonly online: boolean;
  readonly status: Status | null;
  readonly names: readonly string[] | null;
  readonly mails: readonly MailSummary[] | null;
  readonly problem: Problem | null;
  /** Counts up when a template's file changes, and when the server is back. */
  readonly revision: number;
}

const RETRY_MS = 2000;

/** The state of the server, kept up to date by its events. */
export function usePlayground(): PlaygroundState {
  const [state, setState] = useState<PlaygroundState>({
    online: true,
    status: null,
    names: null,
    mails: null,
    problem: null,
    revision: 0,
  });

  useEffect(() => {
    const update = (change: (state: PlaygroundState) => Partial<PlaygroundState>) =>
      setState((before) => ({ ...before, ...change(before) }));
    const load = async () => {
      try {
        const [status, mails] = await Promise.all([client.status(), client.inbox()]);
        update(({ revision }) => ({ online: true, status, mails, revision: revision + 1 }));
        await loadNames();
      } catch (error) {
        const problem = problemOf(error);
        update(() => (problem.code === "offline" ? { online: false } : { problem }));
      }
    };
    const loadNames = async () => {
      try {
        const names = await client.templateNames();
        update(() => ({ names, problem: null }));
      } catch (error) {
        const problem = problemOf(error);
        update(() => (problem.code === "offline" ? { online: false } : { problem }));
      }
    };
    const onEvent = (event: PlaygroundEvent) => {
      if (event.type === "mail")
        update(({ mails }) => ({ mails: [event.mail, ...(mails ?? []).filter(({ id }) => id !== event.mail.id)] }));
      else if (event.type === "cleared") update(() => ({ mails: [] }));
      else {
        update(({ revision }) => ({ revision: revision + 1 }));
        void loadNames();
      }
    };
    return subscribe(load, onEvent, () => update(() => ({ online: false })));
  }, []);

  return state;
}

/** Listens to the server's events, again and again: a browser gives up on some errors. */
function subscribe(onReady: () => void, onEvent: (event: PlaygroundEvent) => void, onLost: () => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    source = new EventSource("/api/events");
    source.addEventListener("ready", onReady);
    for (const type of ["mail", "cleared", "templates"] satisfies PlaygroundEvent["type"][]) {
      source.addEventListener(type, ({ data }) => onEvent(JSON.parse(data)));
    }
    source.addEventListener("error", () => {
      onLost();
      source.close();
      retry = setTimeout(connect, RETRY_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
