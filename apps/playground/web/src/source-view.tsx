import { useEffect, useMemo, useState } from "preact/hooks";
import { Code } from "./code.tsx";
import { highlightMime } from "./highlight.ts";
import { Icon } from "./icon.tsx";
import { formatSize } from "./size.ts";

interface SourceViewProps {
  readonly label: string;
  readonly source: string;
  readonly size: number;
  /** Where the same octets can be downloaded. */
  readonly href?: string;
}

/** Beyond it colouring would take longer than reading does. */
const COLOUR_LIMIT = 300_000;

/** The octets of a mail as text. */
export function SourceView({ label, source, size, href }: SourceViewProps) {
  const tokens = useMemo(
    () => (source.length > COLOUR_LIMIT ? [{ kind: null, text: source }] : highlightMime(source)),
    [source],
  );
  return (
    <div class="source-view">
      <div class="source-head">
        <span class="panel-hint">{formatSize(size)}</span>
        <span class="spacer" />
        <CopyButton text={source} />
        {href !== undefined && (
          <a class="button-quiet" href={href} download>
            <Icon name="download" />
            Download .eml
          </a>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard */}
      <section class="source-scroll" aria-label={label} tabIndex={0}>
        <pre class="source-text">
          <Code tokens={tokens} />
        </pre>
      </section>
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      class="button-quiet button-copy"
      type="button"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
    >
      <Icon name={isCopied ? "check" : "copy"} />
      {isCopied ? "Copied" : "Copy"}
    </button>
  );
}
