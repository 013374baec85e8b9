import { applyReaderScheme } from "./reader-scheme.ts";

/** A mail's HTML as a document that is safe to show. */
export interface MailDocument {
  readonly html: string;
  /** The hosts whose images, fonts and style sheets the mail asks for. */
  readonly remoteHosts: readonly string[];
}

export interface MailDocumentOptions {
  /** Whether files from elsewhere are loaded, which tells their hosts that the mail was opened. */
  readonly allowRemote: boolean;
  /** The colours that the reader prefers. */
  readonly scheme: "light" | "dark";
  /** Where the parts are that the mail refers to by `cid:`, by Content-ID without its angle brackets. */
  readonly inlineParts?: ReadonlyMap<string, string>;
}

// What runs, what leads elsewhere by itself, and what asks a host for something before any policy applies.
const UNWANTED = "script, base, meta[http-equiv]:not([http-equiv='Content-Type' i]), link:not([rel~='stylesheet' i])";
const LINK_SCHEME = /^(?:https?:|mailto:|tel:|#)/i;
const REMOTE_URL = /(?:https?:)?\/\/[^\s"'()<>,]+/gi;
const LOADING_ATTRIBUTES = ["src", "srcset", "background", "poster", "style"];

/**
 * The document for a mail's frame. The frame's sandbox runs no script; the policy put in here says so again and keeps
 * out what comes from elsewhere, and every link opens a tab of its own.
 */
export function mailDocument(
  html: string,
  { allowRemote, scheme, inlineParts = new Map() }: MailDocumentOptions,
): MailDocument {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.querySelectorAll(UNWANTED)) element.remove();
  for (const link of parsed.querySelectorAll<HTMLElement>("a[href], area[href]")) {
    if (!LINK_SCHEME.test(link.getAttribute("href")?.trim() ?? "")) link.removeAttribute("href");
    if (!link.getAttribute("href")?.startsWith("#")) link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  for (const image of parsed.querySelectorAll<HTMLImageElement>("img[src^='cid:' i]")) {
    const part = inlineParts.get(contentId(image.getAttribute("src") ?? ""));
    if (part !== undefined) image.setAttribute("src", part);
  }
  const remoteHosts = findRemoteHosts(parsed);
  applyReaderScheme(parsed, scheme);
  const policy = parsed.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = policyOf(allowRemote);
  parsed.head.prepend(policy);
  return { html: `<!doctype html>\n${parsed.documentElement.outerHTML}`, remoteHosts };
}

/** The Content-ID of a `cid:` URL, which may be percent-encoded (RFC 2392). */
function contentId(url: string): string {
  const id = url.slice("cid:".length);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function policyOf(allowRemote: boolean): string {
  const remote = allowRemote ? " https: http:" : "";
  return [
    "default-src 'none'",
    `img-src data: ${location.origin}/api/inbox/${remote}`,
    `style-src 'unsafe-inline'${remote}`,
    `font-src data:${remote}`,
    `media-src data:${remote}`,
  ].join("; ");
}

function findRemoteHosts(parsed: Document): string[] {
  const texts: string[] = [];
  for (const name of LOADING_ATTRIBUTES) {
    for (const element of parsed.querySelectorAll(`[${name}]`)) {
      const value = element.getAttribute(name) ?? "";
      texts.push(name === "style" ? urlsOf(value) : value);
    }
  }
  for (const link of parsed.querySelectorAll("link[rel~='stylesheet' i][href]"))
    texts.push(link.getAttribute("href") ?? "");
  for (const style of parsed.querySelectorAll("style")) texts.push(urlsOf(style.textContent ?? ""));
  const hosts = texts.flatMap((text) => Array.from(text.matchAll(REMOTE_URL), ([url]) => hostOf(url)));
  return [...new Set(hosts)].filter((host) => host !== "" && host !== location.host).sort();
}

function urlsOf(css: string): string {
  return (css.match(/url\([^)]*\)|@import[^;]*/gi) ?? []).join(" ");
}

function hostOf(url: string): string {
  try {
    return new URL(url, location.href).host;
  } catch {
    return "";
  }
}
