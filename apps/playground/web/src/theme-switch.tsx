import { useEffect } from "preact/hooks";
import { Segments } from "./segments.tsx";
import { useStoredChoice } from "./use-stored.ts";

const THEMES = [
  { choice: "system", label: "System theme", icon: "system" },
  { choice: "light", label: "Light theme", icon: "sun" },
  { choice: "dark", label: "Dark theme", icon: "moon" },
] as const;

/** Chooses the colours of the page. `public/theme.js` sets the same before the first paint. */
export function ThemeSwitch() {
  const [theme, setTheme] = useStoredChoice("theme", ["system", "light", "dark"]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <div class="theme-switch">
      <Segments label="Theme" choices={THEMES} current={theme} onChange={setTheme} />
    </div>
  );
}
