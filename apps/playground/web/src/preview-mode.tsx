import { Segments } from "./segments.tsx";
import { useStoredChoice } from "./use-stored.ts";

/** How a mail's HTML is looked at. */
export interface PreviewMode {
  readonly width: "desktop" | "phone";
  readonly scheme: "light" | "dark";
  readonly setWidth: (width: "desktop" | "phone") => void;
  readonly setScheme: (scheme: "light" | "dark") => void;
}

const WIDTHS = [
  { choice: "desktop", label: "Desktop width", icon: "desktop" },
  { choice: "phone", label: "Phone width", icon: "phone" },
] as const;

const SCHEMES = [
  { choice: "light", label: "Light reader", icon: "sun" },
  { choice: "dark", label: "Dark reader", icon: "moon" },
] as const;

export function usePreviewMode(): PreviewMode {
  const isNarrow = matchMedia("(max-width: 819px)").matches;
  const [width, setWidth] = useStoredChoice("preview-width", isNarrow ? ["phone", "desktop"] : ["desktop", "phone"]);
  const [scheme, setScheme] = useStoredChoice("preview-scheme", ["light", "dark"]);
  return { width, scheme, setWidth, setScheme };
}

/** Chooses the width and the colours that the mail's reader is said to have. */
export function PreviewModeSwitch({ mode, isHidden }: { readonly mode: PreviewMode; readonly isHidden: boolean }) {
  return (
    <div class="preview-mode" data-hidden={isHidden}>
      <Segments label="Preview width" choices={WIDTHS} current={mode.width} onChange={mode.setWidth} />
      <Segments label="Preview colours" choices={SCHEMES} current={mode.scheme} onChange={mode.setScheme} />
    </div>
  );
}
