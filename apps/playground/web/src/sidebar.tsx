import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { PostHorn } from "./post-horn.tsx";
import { type Route, templateHref } from "./route.ts";
import { ThemeSwitch } from "./theme-switch.tsx";
import type { PlaygroundState } from "./use-playground.ts";

interface SidebarProps {
  readonly state: PlaygroundState;
  readonly route: Route;
  readonly unseen: number;
}

/** The way to everything: the inbox, the templates, the theme, and the note where mail goes. */
export function Sidebar({ state: { status, names, mails }, route, unseen }: SidebarProps) {
  const navigation = useRef<HTMLElement>(null);
  const current = route.page === "inbox" ? "" : route.name;
  // On a narrow page the templates stand in one row that scrolls.
  useEffect(() => {
    navigation.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [names, current]);
  return (
    <header class="sidebar">
      <a class="brand" href="#/">
        <PostHorn />
        <span class="brand-name">Posthorn</span>
        <span class="brand-part">playground</span>
      </a>
      <nav class="navigation" aria-label="Main" ref={navigation}>
        <a
          class="nav-link"
          href="#/inbox"
          aria-describedby="inbox-count"
          aria-current={route.page === "inbox" ? "page" : undefined}
        >
          <Icon name="inbox" />
          Inbox
          {unseen > 0 && (
            <span class="count" aria-hidden="true">
              {unseen}
            </span>
          )}
          <span class="visually-hidden" id="inbox-count" aria-hidden="true">
            {mails === null ? "" : `${mails.length} in all, ${unseen} new`}
          </span>
        </a>
        <h2 class="nav-heading" id="templates-heading">
          Templates
        </h2>
        <ul class="nav-list" aria-labelledby="templates-heading">
          {names?.map((name) => (
            <li key={name}>
              <a
                class="nav-link"
                href={templateHref(name)}
                aria-current={route.page === "templates" && route.name === name ? "page" : undefined}
              >
                {name}
              </a>
            </li>
          ))}
          {names?.length === 0 && <li class="nav-empty">None yet</li>}
        </ul>
      </nav>
      <ThemeSwitch />
      <p class="catcher-note">
        <Icon name="shield" />
        <span>
          Mail goes to the catcher on <span class="mono">{status?.catcher ?? "127.0.0.1"}</span>. Nothing leaves this
          machine.
        </span>
      </p>
    </header>
  );
}
