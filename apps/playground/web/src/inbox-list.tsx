import { useEffect, useState } from "preact/hooks";
import type { MailSummary, Problem } from "../../src/api.ts";
import { formatAge, formatMoment, useNow } from "./age.ts";
import { client, problemOf } from "./client.ts";
import { Icon } from "./icon.tsx";
import { ProblemLine } from "./problem-line.tsx";
import { mailHref } from "./route.ts";

interface InboxListProps {
  readonly mails: readonly MailSummary[] | null;
  readonly currentId: string | null;
  readonly seen: ReadonlySet<string>;
}

/** The received mails, newest first. */
export function InboxList({ mails, currentId, seen }: InboxListProps) {
  const now = useNow();
  // The mail that is open is what the page is about.
  const Heading = currentId === null ? "h1" : "h2";
  return (
    <section class="inbox-list" aria-label="Mails">
      <div class="toolbar">
        <Heading class="page-title">Inbox</Heading>
        <span class="spacer" />
        {mails !== null && mails.length > 0 && <ClearButton count={mails.length} />}
      </div>
      {mails === null ? (
        <p class="loading">Loading the inbox…</p>
      ) : (
        <ul class="entries">
          {mails.map((mail) => (
            <li key={mail.id}>
              <a
                class="entry"
                href={mailHref(mail.id)}
                aria-current={mail.id === currentId ? "true" : undefined}
                data-new={!seen.has(mail.id)}
              >
                <span class="entry-subject">
                  {mail.subject || (mail.problem === null ? "(no subject)" : "(unreadable)")}
                </span>
                <time class="entry-time" dateTime={mail.receivedAt} title={formatMoment(mail.receivedAt)}>
                  {formatAge(mail.receivedAt, now)}
                </time>
                <span class="entry-to">
                  {mail.attachmentCount > 0 && <Icon name="clip" />}
                  To {mail.to || mail.envelope.to.join(", ")}
                </span>
                <span class="entry-excerpt">{mail.problem ?? mail.excerpt}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const CONFIRMATION_MS = 4000;

/** Clears the inbox at the second press. */
function ClearButton({ count }: { readonly count: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (!isAsking) return;
    const timer = setTimeout(() => setIsAsking(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isAsking]);

  const onClick = async () => {
    if (!isAsking) {
      setIsAsking(true);
      return;
    }
    try {
      await client.clearInbox();
      location.hash = "#/inbox";
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <button class="button-quiet" type="button" data-danger={isAsking} onClick={() => void onClick()}>
        {isAsking ? `Delete ${count === 1 ? "1 mail" : `${count} mails`}?` : "Clear"}
      </button>
      {problem !== null && <ProblemLine title="Not cleared" problem={problem} />}
    </>
  );
}
