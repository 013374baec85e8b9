import { useEffect, useRef, useState } from "preact/hooks";

interface MailFrameProps {
  readonly title: string;
  /** What `mailDocument` made. */
  readonly html: string;
  readonly width: "desktop" | "phone";
}

interface Frame {
  readonly key: number;
  readonly html: string;
}

const PHONE_WIDTH = 375;
/** Mails are drawn for 600 pixels and a margin: a narrower page shows them smaller instead of in their phone layout. */
const DESKTOP_WIDTH = 640;

/**
 * A mail as a reader shows it. A changed mail is loaded in a second frame behind the first, which then takes its place
 * at the same scroll position: nothing flashes while the context is edited.
 */
export function MailFrame({ title, html, width }: MailFrameProps) {
  const [frames, setFrames] = useState<readonly [Frame, Frame?]>([{ key: 0, html }]);
  const box = useRef<HTMLDivElement>(null);
  const available = useWidth(box);
  const shown = useRef<HTMLIFrameElement>(null);

  useEffect(() => {
    setFrames(([first, second]) => {
      if ((second ?? first).html === html) return second === undefined ? [first] : [first, second];
      return [first, { key: (second ?? first).key + 1, html }];
    });
  }, [html]);

  const onLoad = (frame: Frame, element: HTMLIFrameElement) => {
    const before = shown.current?.contentDocument?.scrollingElement;
    const after = element.contentDocument?.scrollingElement;
    if (before && after && element !== shown.current) after.scrollTop = before.scrollTop;
    setFrames(([first, second]) =>
      second?.key === frame.key ? [second] : second === undefined ? [first] : [first, second],
    );
  };

  const frameWidth = width === "phone" ? PHONE_WIDTH : Math.max(DESKTOP_WIDTH, available);
  const scale = available === 0 ? 1 : Math.min(1, available / frameWidth);
  const size = {
    width: `${frameWidth}px`,
    height: `${100 / scale}%`,
    transform: scale === 1 ? "none" : `scale(${scale})`,
  };
  return (
    <div class="frame-box" data-width={width} ref={box}>
      <div class="frame-sheet" style={{ width: `${Math.round(frameWidth * scale)}px` }}>
        {frames.map((frame, index) =>
          frame === undefined ? null : (
            // Same origin, so that the scroll position can be kept; without allow-scripts nothing in it runs.
            <iframe
              key={frame.key}
              ref={index === 0 ? shown : null}
              class="frame"
              title={index === 0 ? title : undefined}
              aria-hidden={index === 0 ? undefined : true}
              tabIndex={index === 0 ? undefined : -1}
              data-shown={index === 0}
              sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
              referrerpolicy="no-referrer"
              srcdoc={frame.html}
              style={size}
              onLoad={(event) => onLoad(frame, event.currentTarget)}
            />
          ),
        )}
      </div>
    </div>
  );
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
