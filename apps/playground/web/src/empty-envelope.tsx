/** A letter that nobody has written yet. */
export function EmptyEnvelope() {
  return (
    <svg class="empty-envelope" viewBox="0 0 180 116" aria-hidden="true">
      <rect class="empty-envelope-paper" x="1.5" y="1.5" width="177" height="113" rx="7" />
      <path class="empty-envelope-line" d="M26 64h62M26 78h44M26 92h52" />
      <path
        class="empty-envelope-mark"
        d="M88 24c7-4 11 4 18 0s11 4 18 0M88 34c7-4 11 4 18 0s11 4 18 0M88 44c7-4 11 4 18 0s11 4 18 0"
      />
      <rect class="empty-envelope-stamp" x="128" y="16" width="36" height="42" rx="2" />
      <g class="empty-envelope-horn" transform="translate(131.2 22.5) scale(0.92)">
        <circle cx="14.4" cy="18.7" r="6.3" />
        <path d="M5.2 12.4h15M4.9 10.6v3.6" />
        <path d="M18.4 11.250c3.6-.5 6.1-2.3 7.7-5 .6-1 2-.6 2 .6v11.1c0 1.2-1.4 1.6-2 .6-1.6-2.7-4.1-4.5-7.7-5z" />
      </g>
    </svg>
  );
}
