import type { ComponentChildren } from "preact";

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly tone?: "plain" | "danger";
  /** Whether the page has nothing else. */
  readonly isPage?: boolean;
  readonly drawing?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A whole area that has nothing to show: why, and what to do next. */
export function Notice({ title, text, tone = "plain", isPage = false, drawing, children }: NoticeProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <section class={`notice notice-${tone}`} role={tone === "danger" ? "alert" : undefined}>
      {drawing}
      <Heading class="notice-title">{title}</Heading>
      <p class="notice-text">{text}</p>
      {children}
    </section>
  );
}
