import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

interface TabsProps<View extends string> {
  readonly label: string;
  readonly views: readonly { readonly view: View; readonly label: string }[];
  readonly current: View;
  readonly onChange: (view: View) => void;
}

/** The tabs of one panel, moved through with the arrow keys. */
export function Tabs<View extends string>({ label, views, current, onChange }: TabsProps<View>) {
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const index = views.findIndex(({ view }) => view === current);
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    const next = target === undefined ? undefined : views.at(target % views.length);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.view);
    list.current?.querySelector<HTMLElement>(`#tab-${next.view}`)?.focus();
  };

  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {views.map((tab) => (
        <button
          key={tab.view}
          class="tab"
          type="button"
          role="tab"
          id={`tab-${tab.view}`}
          aria-selected={tab.view === current}
          aria-controls="tab-panel"
          tabIndex={tab.view === current ? 0 : -1}
          onClick={() => onChange(tab.view)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

/** What the current tab shows. */
export function TabPanel({ view, children }: { readonly view: string; readonly children: ComponentChildren }) {
  return (
    <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${view}`}>
      {children}
    </div>
  );
}
