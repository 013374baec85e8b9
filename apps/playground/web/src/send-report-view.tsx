import { useEffect, useRef } from "preact/hooks";
import type { Problem, RecipientReport, SendReport } from "../../src/api.ts";
import { adviceFor } from "./advice.ts";
import { Icon, type IconName } from "./icon.tsx";
import { mailHref } from "./route.ts";

interface SendReportViewProps {
  readonly report: SendReport | null;
  /** Why there is no report. */
  readonly problem: Problem | null;
}

const TITLES: Record<SendReport["outcome"], string> = {
  accepted: "Accepted",
  refused: "Not sent",
  unknown: "Handed over, and no answer came",
  skipped: "Nobody to send it to",
};

const ICONS: Record<RecipientReport["outcome"], IconName> = {
  accepted: "check",
  refused: "cross",
  unknown: "question",
};

/** What became of the mail that was sent last. */
export function SendReportView({ report, problem }: SendReportViewProps) {
  const error = report === null ? problem : report.error;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (report !== null || problem !== null) section.current?.scrollIntoView({ block: "nearest" });
  }, [report, problem]);
  return (
    <section class="report" ref={section} role="status" aria-label="Send report">
      {(report !== null || problem !== null) && (
        <div class="report-card" data-outcome={report?.outcome ?? "refused"}>
          <h2 class="report-title">
            {report === null ? TITLES.refused : isPartial(report) ? "Accepted in part" : TITLES[report.outcome]}
          </h2>
          {error !== null && (
            <>
              {adviceFor(error.code) !== null && <p class="report-text">{adviceFor(error.code)}</p>}
              <p class={adviceFor(error.code) === null ? "report-text" : "report-detail"}>{error.message}</p>
            </>
          )}
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

function isPartial({ outcome, recipients }: SendReport): boolean {
  return outcome === "accepted" && recipients.some((recipient) => recipient.outcome !== "accepted");
}
