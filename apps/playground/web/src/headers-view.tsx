import type { MailHeader } from "../../src/api.ts";

/** The header fields, unfolded and decoded, in their order. */
export function HeadersView({ headers }: { readonly headers: readonly MailHeader[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
    <section class="headers-view" aria-label="Header fields" tabIndex={0}>
      <dl class="headers">
        {headers.map(({ name, value }, index) => (
          <div key={index} class="header">
            <dt class="header-name">{name}</dt>
            <dd class="header-value">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
