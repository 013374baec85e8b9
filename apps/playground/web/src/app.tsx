import { useEffect } from "preact/hooks";
import { InboxPage } from "./inbox-page.tsx";
import { Notice } from "./notice.tsx";
import { replaceRoute, templateHref, useRoute } from "./route.ts";
import { Sidebar } from "./sidebar.tsx";
import { TemplatePage } from "./template-page.tsx";
import { type PlaygroundState, usePlayground } from "./use-playground.ts";
import { useSeenMails } from "./use-seen-mails.ts";

/** The whole page. */
export function App() {
  const state = usePlayground();
  const route = useRoute();
  const [seen, markSeen] = useSeenMails();
  const firstName = state.names?.[0];
  const needsName = route.page === "templates" && route.name === null;

  useEffect(() => {
    if (needsName && firstName !== undefined) replaceRoute(templateHref(firstName));
  }, [needsName, firstName]);

  useEffect(() => {
    const subject =
      route.page === "inbox" ? `Inbox${state.mails?.length ? ` (${state.mails.length})` : ""}` : route.name;
    document.title = subject === null ? "Posthorn playground" : `${subject} · Posthorn playground`;
  });

  return (
    <div class="shell">
      <button class="skip-link" type="button" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the content
      </button>
      <Sidebar state={state} route={route} unseen={state.mails?.filter(({ id }) => !seen.has(id)).length ?? 0} />
      <main class="main" id="main" tabIndex={-1}>
        {!state.online && (
          <div class="offline" role="alert">
            <strong>The playground server does not answer.</strong> Start it again in its terminal; this page goes on by
            itself.
          </div>
        )}
        {route.page === "inbox" ? (
          <InboxPage
            mails={state.mails}
            catcher={state.status?.catcher}
            firstName={firstName}
            id={route.id}
            view={route.view}
            revision={state.revision}
            seen={seen}
            onSeen={markSeen}
          />
        ) : route.name !== null ? (
          <TemplatePage key={route.name} name={route.name} view={route.view} state={state} />
        ) : (
          <NoTemplate state={state} />
        )}
      </main>
    </div>
  );
}

function NoTemplate({ state: { problem, names, status } }: { readonly state: PlaygroundState }) {
  if (problem !== null)
    return <Notice isPage tone="danger" title="The templates cannot be read" text={problem.message} />;
  if (names === null || names.length > 0) return <p class="loading">Loading the templates…</p>;
  return (
    <Notice
      isPage
      title="No templates yet"
      text="A template is a folder with two files. Create one, and it appears here by itself."
    >
      <pre class="recipe">{recipe(status?.directory ?? "emails")}</pre>
    </Notice>
  );
}

function recipe(directory: string): string {
  return [
    `${directory}/`,
    "  hello/",
    "    subject.txt    Hello {{name}}",
    "    body.mjml      the HTML, as MJML",
    '    preview.json   {"name": "Ada"}',
  ].join("\n");
}
