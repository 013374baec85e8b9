import type { JsonError } from "../../src/json-error.ts";
import { Code } from "./code.tsx";
import { highlightJson } from "./highlight.ts";

interface ContextEditorProps {
  readonly text: string;
  readonly error: JsonError | null;
  readonly isChanged: boolean;
  readonly onChange: (text: string) => void;
  readonly onFormat: () => void;
  readonly onReset: () => void;
}

/** The sample context as JSON: a text area over the same text in colours, both of which grow inside one scrolling box. */
export function ContextEditor({ text, error, isChanged, onChange, onFormat, onReset }: ContextEditorProps) {
  const lines = text.split("\n").length;
  return (
    <section class="context" aria-labelledby="context-label">
      <div class="panel-head">
        <label class="panel-title" id="context-label" for="context">
          Context
        </label>
        <span class="panel-hint">JSON</span>
        <span class="spacer" />
        <button class="button-quiet" type="button" disabled={error !== null} onClick={onFormat}>
          Format
        </button>
        <button class="button-quiet" type="button" disabled={!isChanged} onClick={onReset}>
          Reset
        </button>
      </div>
      <div class="editor" data-invalid={error !== null}>
        <div class="editor-lines" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span key={index} class={error?.line === index + 1 ? "editor-line editor-line-wrong" : "editor-line"}>
              {index + 1}
            </span>
          ))}
        </div>
        <div class="editor-text">
          <pre class="editor-colours" aria-hidden="true">
            <Code tokens={highlightJson(text)} />
            {"\n"}
          </pre>
          <textarea
            class="editor-input"
            id="context"
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            wrap="off"
            aria-invalid={error !== null}
            aria-describedby="context-note"
            value={text}
            onInput={(event) => onChange(event.currentTarget.value)}
            onKeyDown={keepIndentation}
          />
        </div>
      </div>
      <p class="context-note" id="context-note" role="status" data-invalid={error !== null}>
        {error === null ? (
          isChanged && "Changed from the template’s preview.json; kept until this tab closes."
        ) : (
          <>
            <strong>
              Line {error.line}, column {error.column}
            </strong>{" "}
            {error.message}
          </>
        )}
      </p>
    </section>
  );
}

/** Enter starts the next line where this one starts, and deeper behind an opening bracket. */
function keepIndentation(event: KeyboardEvent): void {
  const area = event.currentTarget;
  if (
    event.key !== "Enter" ||
    event.ctrlKey ||
    event.metaKey ||
    event.isComposing ||
    !(area instanceof HTMLTextAreaElement)
  )
    return;
  const before = area.value.slice(0, area.selectionStart);
  const indentation = /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0] ?? "";
  const deeper = /[{[]\s*$/.test(before) ? "  " : "";
  event.preventDefault();
  // Deprecated, and still the only way that leaves the undo history intact.
  document.execCommand("insertText", false, `\n${indentation}${deeper}`);
}
