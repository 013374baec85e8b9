import { useEffect, useState } from "preact/hooks";

const TEMPLATE_VIEWS = ["html", "text", "source"] as const;
const MAIL_VIEWS = ["html", "text", "headers", "source"] as const;

export type TemplateView = (typeof TEMPLATE_VIEWS)[number];
export type MailView = (typeof MAIL_VIEWS)[number];

/** What the page shows, as the address says it: `#/templates/welcome/html`, `#/inbox/3f2a/source`. */
export type Route =
  | { readonly page: "templates"; readonly name: string | null; readonly view: TemplateView }
  | { readonly page: "inbox"; readonly id: string | null; readonly view: MailView };

function parseRoute(hash: string): Route {
  const [page, subject, view] = hash.replace(/^#\/?/, "").split("/").map(decode);
  if (page === "inbox")
    return { page, id: subject || null, view: MAIL_VIEWS.find((known) => known === view) ?? "html" };
  return {
    page: "templates",
    name: (page === "templates" && subject) || null,
    view: TEMPLATE_VIEWS.find((known) => known === view) ?? "html",
  };
}

export function templateHref(name: string, view: TemplateView = "html"): string {
  return `#/templates/${encodeURIComponent(name)}/${view}`;
}

export function mailHref(id: string, view: MailView = "html"): string {
  return `#/inbox/${encodeURIComponent(id)}/${view}`;
}

/** Changes the address without a step in the history: for tabs and redirects. */
export function replaceRoute(href: string): void {
  history.replaceState(null, "", href);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return parseRoute(hash);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
