import { useEffect, useRef } from "preact/hooks";
import type { AddressProblem, Problem } from "../../src/api.ts";
import { AddressField } from "./address-field.tsx";
import { SendReportView } from "./send-report-view.tsx";
import type { Progress } from "./use-sending.ts";

interface SendPanelProps {
  readonly progress: Progress;
  readonly canSend: boolean;
  readonly to: string;
  readonly from: string;
  readonly defaultFrom: string;
  /** What the preview says already. */
  readonly problem: Problem | null;
  readonly addressProblem: AddressProblem | null;
  readonly onTo: (to: string) => void;
  readonly onFrom: (from: string) => void;
  readonly onSend: () => void;
}

/** Who the mail goes to, the button that sends it, and what became of it. */
export function SendPanel({
  progress,
  canSend,
  to,
  from,
  defaultFrom,
  problem,
  addressProblem,
  onTo,
  onFrom,
  onSend,
}: SendPanelProps) {
  const form = useRef<HTMLFormElement>(null);
  const isSending = progress.step === "sending";

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
        onSend();
      }}
    >
      <AddressField
        id="from"
        label="From"
        value={from}
        placeholder={defaultFrom}
        isWrong={addressProblem?.field === "from"}
        note={addressProblem?.field === "from" ? "address-note" : undefined}
        onChange={onFrom}
      />
      <AddressField
        id="to"
        label="To"
        value={to}
        placeholder="ada@example.com, …"
        isWrong={addressProblem?.field === "to"}
        note="address-note"
        onChange={onTo}
      />
      <p class="address-note" id="address-note" role="status" data-invalid={addressProblem !== null}>
        {addressProblem?.message ?? "Separate several with commas."}
      </p>
      <div class="send-row">
        <button
          class="button-send"
          type="submit"
          disabled={!canSend}
          aria-disabled={isSending}
          aria-describedby="send-hint"
        >
          {isSending ? "Sending…" : "Send"}
        </button>
        <span class="send-hint" id="send-hint">
          {!canSend ? "Fix the context first." : <kbd>{isApple() ? "⌘" : "Ctrl"} Enter</kbd>}
        </span>
      </div>
      <SendReportView
        report={progress.step === "done" ? progress.report : null}
        problem={progress.step === "failed" ? progress.problem : null}
        shown={[problem, addressProblem]}
      />
    </form>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
