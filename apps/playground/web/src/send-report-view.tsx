import { useEffect, useRef } from "preact/hooks";
import type { Problem, RecipientReport, SendReport } from "../../src/api.ts";
import { Icon, type IconName } from "./icon.tsx";
import { mailHref } from "./route.ts";
import { outcomeOf, sentencesFor, titleOf } from "./send-report-text.ts";

interface SendReportViewProps {
  readonly report: SendReport | null;
  /** Why there is no report. */
  readonly problem: Problem | null;
  /** The problems that the page shows elsewhere. */
  readonly shown: readonly (Problem | null)[];
}

const ICONS: Record<RecipientReport["outcome"], IconName> = {
  accepted: "check",
  refused: "cross",
  unknown: "question",
};

/** What became of the mail that was sent last. */
export function SendReportView({ report, problem, shown }: SendReportViewProps) {
  const error = report === null ? problem : report.error;
  const [sentence, detail] = error === null ? [] : sentencesFor(error, shown);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (report !== null || problem !== null) section.current?.scrollIntoView({ block: "nearest" });
  }, [report, problem]);
  return (
    <section class="report" ref={section} role="status" aria-label="Send report">
      {(report !== null || problem !== null) && (
        <div class="report-card" data-outcome={outcomeOf(report)}>
          <h2 class="report-title">{titleOf(outcomeOf(report))}</h2>
          {sentence !== undefined && <p class="report-text">{sentence}</p>}
          {detail !== undefined && <p class="report-detail">{detail}</p>}
          {report !== null && report.recipients.length > 0 && (
            <ul class="report-recipients">
              {report.recipients.map(({ address, outcome, code, response }) => (
                <li key={address} class="report-recipient" data-outcome={outcome}>
                  <Icon name={ICONS[outcome]} />
                  <span class="report-address">{address}</span>
                  {outcome !== "accepted" && <span class="visually-hidden">{outcome}</span>}
                  {(response ?? code) !== undefined && <span class="report-response">{response ?? code}</span>}
                </li>
              ))}
            </ul>
          )}
          {report !== null && report.mailId !== null && (
            <a class="report-link" href={mailHref(report.mailId)}>
              Open it in the inbox
            </a>
          )}
        </div>
      )}
    </section>
  );
}
