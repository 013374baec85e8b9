import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, RenderRequest, SendReport } from "../../src/api.ts";
import { client, problemOf } from "./client.ts";
import { SendReportView } from "./send-report-view.tsx";

interface SendPanelProps {
  readonly name: string;
  /** null while the context is not JSON. */
  readonly request: RenderRequest | null;
  readonly to: string;
  readonly from: string;
  readonly defaultFrom: string;
  readonly onTo: (to: string) => void;
  readonly onFrom: (from: string) => void;
}

type Progress =
  | { readonly step: "idle" }
  | { readonly step: "sending" }
  | { readonly step: "done"; readonly report: SendReport }
  | { readonly step: "failed"; readonly problem: Problem };

/** Who the mail goes to, the button that sends it, and what became of it. */
export function SendPanel({ name, request, to, from, defaultFrom, onTo, onFrom }: SendPanelProps) {
  const [progress, setProgress] = useState<Progress>({ step: "idle" });
  const form = useRef<HTMLFormElement>(null);
  const isSending = progress.step === "sending";

  const send = async () => {
    if (request === null || isSending) return;
    setProgress({ step: "sending" });
    try {
      setProgress({ step: "done", report: await client.send(name, request) });
    } catch (error) {
      setProgress({ step: "failed", problem: problemOf(error) });
    }
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <form
      class="send"
      ref={form}
      aria-label="Send"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="field">
        <label class="field-label" for="to">
          To
        </label>
        <input
          class="field-input"
          id="to"
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={to}
          placeholder="ada@example.com, …"
          onInput={(event) => onTo(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label class="field-label" for="from">
          From
        </label>
        <input
          class="field-input"
          id="from"
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={from}
          placeholder={defaultFrom}
          onInput={(event) => onFrom(event.currentTarget.value)}
        />
      </div>
      <div class="send-row">
        <button
          class="button-send"
          type="submit"
          disabled={request === null}
          aria-disabled={isSending}
          aria-describedby="send-hint"
        >
          {isSending ? "Sending…" : "Send"}
        </button>
        <span class="send-hint" id="send-hint">
          {request === null ? "Fix the context first." : <kbd>{isApple() ? "⌘" : "Ctrl"} Enter</kbd>}
        </span>
      </div>
      <SendReportView
        report={progress.step === "done" ? progress.report : null}
        problem={progress.step === "failed" ? progress.problem : null}
      />
    </form>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
