const PATHS = {
  inbox:
    "M2.5 9.5h3l1 2h3l1-2h3M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3M2.5 9.5l1.7-6a1 1 0 0 1 1-.7h5.6a1 1 0 0 1 1 .7l1.7 6",
  desktop: "M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5",
  phone: "M5 2h6a.7.7 0 0 1 .7.7v10.6a.7.7 0 0 1-.7.7H5a.7.7 0 0 1-.7-.7V2.7A.7.7 0 0 1 5 2zM7.3 11.9h1.4",
  sun: "M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  moon: "M13 9.7A5.6 5.6 0 0 1 6.3 3 5.6 5.6 0 1 0 13 9.7z",
  system: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 2.2v11.6M8 5h3.7M8 8h5.8M8 11h3.7",
  back: "M9.5 3.5 5 8l4.5 4.5",
  copy: "M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z",
  check: "M3 8.5 6.5 12 13 4.5",
  cross: "M4 4l8 8M12 4l-8 8",
  question: "M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.7M8 12.2v.1",
  clip: "M12.8 7.5 8 12.3a3 3 0 0 1-4.3-4.3L9 2.8a2 2 0 0 1 2.9 2.9L6.6 10.9a1 1 0 0 1-1.5-1.4L9.8 4.8",
  download: "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10",
  shield: "M8 1.8 13 3.6v4c0 3-2 5.4-5 6.6-3-1.2-5-3.6-5-6.6v-4zM5.8 8l1.6 1.6 2.9-3.2",
} as const;

/** The drawings of the page. */
export type IconName = keyof typeof PATHS;

/** A drawing beside a text, or in a control that has a name of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
