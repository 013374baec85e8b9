import { useMemo, useState } from "preact/hooks";
import { mailDocument } from "./mail-document.ts";
import { MailFrame } from "./mail-frame.tsx";
import type { PreviewMode } from "./preview-mode.tsx";

interface HtmlViewProps {
  readonly title: string;
  readonly html: string;
  readonly mode: PreviewMode;
  readonly inlineParts?: ReadonlyMap<string, string>;
}

/** A mail's HTML, without what it would load from elsewhere until that is asked for. */
export function HtmlView({ title, html, mode, inlineParts }: HtmlViewProps) {
  const [allowRemote, setAllowRemote] = useState(false);
  const { html: safeHtml, remoteHosts } = useMemo(
    () =>
      mailDocument(html, { allowRemote, scheme: mode.scheme, ...(inlineParts === undefined ? {} : { inlineParts }) }),
    [html, allowRemote, mode.scheme, inlineParts],
  );
  return (
    <div class="html-view">
      {remoteHosts.length > 0 && (
        <div class="remote-note">
          <span class="remote-note-text">
            {allowRemote ? "Loaded from " : "Not loaded from "}
            {remoteHosts.slice(0, 2).join(" and ")}
            {remoteHosts.length > 2 && ` and ${remoteHosts.length - 2} more`}
          </span>
          <button class="button-quiet" type="button" onClick={() => setAllowRemote(!allowRemote)}>
            {allowRemote ? "Block" : "Load"}
          </button>
        </div>
      )}
      <MailFrame title={title} html={safeHtml} width={mode.width} />
    </div>
  );
}
