import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { MailDetail, Problem } from "../../src/api.ts";
import { formatMoment } from "./age.ts";
import { client, problemOf } from "./client.ts";
import { HeadersView } from "./headers-view.tsx";
import { HtmlView } from "./html-view.tsx";
import { Icon } from "./icon.tsx";
import { MailAttachments } from "./mail-attachments.tsx";
import { Notice } from "./notice.tsx";
import { Postmark } from "./postmark.tsx";
import { PreviewModeSwitch, usePreviewMode } from "./preview-mode.tsx";
import { type MailView, mailHref, replaceRoute } from "./route.ts";
import { formatSize } from "./size.ts";
import { SourceView } from "./source-view.tsx";
import { TabPanel, Tabs } from "./tabs.tsx";
import { TextView } from "./text-view.tsx";

interface MailPageProps {
  readonly id: string;
  readonly view: MailView;
  readonly revision: number;
}

const VIEWS = [
  { view: "html", label: "HTML" },
  { view: "text", label: "Text" },
  { view: "headers", label: "Headers" },
  { view: "source", label: "Source" },
] as const;

/** One received mail, read from the octets that came over the wire. */
export function MailPage({ id, view, revision }: MailPageProps) {
  const { mail, problem } = useMail(id, revision);
  const mode = usePreviewMode();
  const heading = useRef<HTMLHeadingElement>(null);
  const isLoaded = mail !== null;

  // On a narrow page the list with the focused link is gone by now.
  useEffect(() => {
    if (isLoaded && document.activeElement === document.body) heading.current?.focus();
  }, [isLoaded]);

  return (
    <article class="mail">
      <a class="back-link" href="#/inbox">
        <Icon name="back" />
        Inbox
      </a>
      {problem !== null && problem.code !== "offline" && mail === null && (
        <Notice tone="danger" title="This mail cannot be shown" text={problem.message} />
      )}
      {mail === null ? (
        problem === null && <p class="loading">Loading the mail…</p>
      ) : (
        <>
          <header class="mail-head">
            <div class="mail-head-text">
              <h1 class="mail-subject" tabIndex={-1} ref={heading}>
                {mail.subject || "(no subject)"}
              </h1>
              <dl class="mail-facts">
                <dt>From</dt>
                <dd>{mail.from || "–"}</dd>
                <dt>To</dt>
                <dd>{mail.to || "–"}</dd>
                <dt>Envelope</dt>
                <dd class="mono">
                  {mail.envelope.from || "<>"} <span aria-hidden="true">→</span>
                  <span class="visually-hidden">to</span> {mail.envelope.to.join(", ")}
                </dd>
                <dt>Received</dt>
                <dd>
                  {formatMoment(mail.receivedAt)} · {formatSize(mail.size)}
                </dd>
              </dl>
            </div>
            <Postmark receivedAt={mail.receivedAt} />
          </header>
          <MailAttachments mail={mail} />
          <div class="toolbar toolbar-mail">
            <Tabs label="View" views={VIEWS} current={view} onChange={(next) => replaceRoute(mailHref(id, next))} />
            <PreviewModeSwitch mode={mode} isHidden={view !== "html" || mail.html === null} />
          </div>
          <div class="sheet">
            <TabPanel view={view}>
              <MailBody mail={mail} view={view} mode={mode} />
            </TabPanel>
          </div>
        </>
      )}
    </article>
  );
}

function MailBody({
  mail,
  view,
  mode,
}: {
  readonly mail: MailDetail;
  readonly view: MailView;
  readonly mode: ReturnType<typeof usePreviewMode>;
}) {
  const inlineParts = useMemo(() => inlinePartsOf(mail), [mail]);
  if (view === "source")
    return <SourceView label="Received source" source={mail.source} size={mail.size} href={client.rawHref(mail.id)} />;
  if (mail.problem !== null) return <Notice tone="danger" title="This mail cannot be read" text={mail.problem} />;
  if (view === "headers") return <HeadersView headers={mail.headers} />;
  if (view === "text") {
    return mail.text === null ? (
      <Notice title="No text version" text="Who reads mail without HTML sees nothing of this one." />
    ) : (
      <TextView label="Text version" text={mail.text} />
    );
  }
  if (mail.html === null)
    return <Notice title="No HTML version" text="This mail has text only; the Text tab shows it." />;
  return <HtmlView title="Received HTML" html={mail.html} mode={mode} inlineParts={inlineParts} />;
}

function inlinePartsOf(mail: MailDetail): ReadonlyMap<string, string> {
  return new Map(
    mail.attachments.flatMap(({ contentId }, index) =>
      contentId === null
        ? []
        : [
            [
              contentId.replace(/^<|>$/g, ""),
              new URL(client.attachmentHref(mail.id, index), location.href).href,
            ] as const,
          ],
    ),
  );
}

function useMail(id: string, revision: number): { readonly mail: MailDetail | null; readonly problem: Problem | null } {
  const [mail, setMail] = useState<MailDetail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // revision changes when the server is back.
  useEffect(() => {
    if (mail !== null) return;
    const controller = new AbortController();
    client.mail(id, controller.signal).then(
      (loaded) => {
        setMail(loaded);
        setProblem(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => controller.abort();
  }, [id, revision]);
  return { mail, problem };
}
