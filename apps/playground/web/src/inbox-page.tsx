import { useEffect } from "preact/hooks";
import type { MailSummary } from "../../src/api.ts";
import { EmptyEnvelope } from "./empty-envelope.tsx";
import { InboxList } from "./inbox-list.tsx";
import { MailPage } from "./mail-page.tsx";
import { Notice } from "./notice.tsx";
import { type MailView, templateHref } from "./route.ts";

interface InboxPageProps {
  readonly mails: readonly MailSummary[] | null;
  /** The address of the catcher, once it is known. */
  readonly catcher: string | undefined;
  /** A template to begin with. */
  readonly firstName: string | undefined;
  readonly id: string | null;
  readonly view: MailView;
  readonly revision: number;
  readonly seen: ReadonlySet<string>;
  readonly onSeen: (id: string) => void;
}

/** What the catcher received: the list, and the mail that is open. */
export function InboxPage({ mails, catcher, firstName, id, view, revision, seen, onSeen }: InboxPageProps) {
  useEffect(() => {
    if (id !== null && mails?.some((mail) => mail.id === id)) onSeen(id);
  }, [id, mails, onSeen]);

  if (mails !== null && mails.length === 0 && id === null) {
    return (
      <Notice
        isPage
        drawing={<EmptyEnvelope />}
        title="No mail yet"
        text="Open a template and send it: the mail appears here as it came over the wire."
      >
        {firstName !== undefined && (
          <a class="button-next" href={templateHref(firstName)}>
            Open {firstName}
          </a>
        )}
        <p class="notice-text">Your own program can send here too, without TLS, with any login or none:</p>
        <pre class="recipe">{settingsFor(catcher)}</pre>
      </Notice>
    );
  }
  return (
    <div class="inbox" data-open={id !== null}>
      <InboxList mails={mails} currentId={id} seen={seen} />
      <div class="inbox-mail">
        {id === null ? (
          <p class="inbox-hint">Choose a mail to read it.</p>
        ) : (
          <MailPage key={id} id={id} view={view} revision={revision} />
        )}
      </div>
    </div>
  );
}

function settingsFor(catcher = "127.0.0.1:4125"): string {
  const [host, port] = catcher.split(":");
  return `EMAIL_HOST=${host}\nEMAIL_PORT=${port}`;
}
