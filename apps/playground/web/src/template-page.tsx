import { useMemo } from "preact/hooks";
import type { RenderedMail } from "../../src/api.ts";
import { ContextEditor } from "./context-editor.tsx";
import { formatContext, parseContext } from "./context-text.ts";
import { HtmlView } from "./html-view.tsx";
import { splitMailboxes } from "./mailbox-list.ts";
import { missingTemplateTitle } from "./missing-template.ts";
import { Notice } from "./notice.tsx";
import { PreviewModeSwitch, usePreviewMode } from "./preview-mode.tsx";
import { ProblemLine } from "./problem-line.tsx";
import { replaceRoute, type TemplateView, templateHref } from "./route.ts";
import { SendPanel } from "./send-panel.tsx";
import { SourceView } from "./source-view.tsx";
import { TabPanel, Tabs } from "./tabs.tsx";
import { TextView } from "./text-view.tsx";
import { useEditedContext } from "./use-edited-context.ts";
import type { PlaygroundState } from "./use-playground.ts";
import { useRendering } from "./use-rendering.ts";
import { useSending } from "./use-sending.ts";
import { useStoredText } from "./use-stored.ts";

interface TemplatePageProps {
  readonly name: string;
  readonly view: TemplateView;
  readonly state: PlaygroundState;
}

const VIEWS = [
  { view: "html", label: "HTML" },
  { view: "text", label: "Text" },
  { view: "source", label: "Source" },
] as const;

/** One template: the mail that it makes, the context that it is made from, and the way to send it. */
export function TemplatePage({ name, view, state: { revision, status, names } }: TemplatePageProps) {
  const edited = useEditedContext(name, revision);
  const [to, setTo] = useStoredText("to", "ada@example.com");
  const [from, setFrom] = useStoredText("from", "");
  const mode = usePreviewMode();
  const parsed = useMemo(() => (edited.text === null ? null : parseContext(edited.text)), [edited.text]);
  const request =
    parsed === null || parsed.context === null
      ? null
      : { context: parsed.context, to: splitMailboxes(to), from: from.trim() };
  const { mail, problem, addressProblem, isBusy } = useRendering(name, request, revision);
  const [progress, send] = useSending(name, request, revision);

  if (edited.problem?.code === "template_not_found" && names !== null) {
    return (
      <Notice
        isPage
        tone="danger"
        title={missingTemplateTitle(name, edited.problem.message)}
        text={edited.problem.message}
      >
        {names.length > 0 && (
          <p class="notice-text">
            Choose one of the templates in the list, or create the missing files: they appear by themselves.
          </p>
        )}
      </Notice>
    );
  }
  const anyProblem = edited.text === null ? edited.problem : problem;
  const isLoading = mail === null && anyProblem === null && !parsed?.error;
  // The page says by itself that the server does not answer.
  const shownProblem = anyProblem?.code === "offline" ? null : anyProblem;
  return (
    <div class="workbench">
      <section class="preview" aria-label="Preview" aria-busy={isBusy}>
        <div class="toolbar">
          <h1 class="page-title">{name}</h1>
          <Tabs label="View" views={VIEWS} current={view} onChange={(next) => replaceRoute(templateHref(name, next))} />
          <PreviewModeSwitch mode={mode} isHidden={view !== "html"} />
        </div>
        <article class="sheet">
          <div class="progress" data-active={isBusy} />
          <header class="sheet-head">
            <p class="subject" title={mail?.subject}>
              {isLoading ? <span class="placeholder" /> : subjectOf(mail)}
            </p>
            <p class="correspondents">
              {from.trim() || status?.defaultFrom || "…"} <span aria-hidden="true">→</span>
              <span class="visually-hidden">to</span> {splitMailboxes(to).join(", ") || "nobody yet"}
            </p>
          </header>
          <TabPanel view={view}>
            {mail === null ? null : view === "text" ? (
              <TextView label="Text version" text={mail.text} />
            ) : view === "source" ? (
              <Source mail={mail} />
            ) : mail.html === null ? (
              <Notice title="No HTML" text="This mail has a text version only." />
            ) : (
              <HtmlView title="HTML preview" html={mail.html} mode={mode} />
            )}
          </TabPanel>
          {shownProblem !== null && (
            <div class="sheet-problem" data-over={mail !== null}>
              <ProblemLine
                title={
                  mail === null
                    ? "This mail cannot be rendered"
                    : "Not rendered: this is the last version that could be"
                }
                problem={shownProblem}
              />
            </div>
          )}
        </article>
      </section>
      <aside class="inspector" aria-label="Compose">
        <ContextEditor
          text={edited.text ?? ""}
          error={parsed?.error ?? null}
          isChanged={edited.isChanged}
          onChange={edited.change}
          onFormat={() => parsed?.context && edited.change(formatContext(parsed.context))}
          onReset={edited.reset}
        />
        <SendPanel
          // A report waits for the preview, which may show the same problem already.
          progress={isBusy && progress.step !== "idle" ? { step: "sending" } : progress}
          canSend={request !== null}
          to={to}
          from={from}
          defaultFrom={status?.defaultFrom ?? ""}
          problem={shownProblem}
          addressProblem={addressProblem}
          onTo={setTo}
          onFrom={setFrom}
          onSend={send}
        />
      </aside>
    </div>
  );
}

function Source({ mail: { source, size } }: { readonly mail: RenderedMail }) {
  if (source !== null) return <SourceView label="MIME source" source={source} size={size} />;
  return (
    <Notice title="No source yet" text="It names the addresses. Correct the one that is marked, and it appears." />
  );
}

function subjectOf(mail: RenderedMail | null): string {
  return mail === null ? "(no subject yet)" : mail.subject || "(no subject)";
}
