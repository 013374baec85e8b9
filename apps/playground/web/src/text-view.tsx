/** A mail's text as a reader without HTML shows it. */
export function TextView({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="text-view" aria-label={label} tabIndex={0}>
      <pre class="text-view-text">{text}</pre>
    </section>
  );
}
