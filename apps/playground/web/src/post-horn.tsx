/** The mark: a post horn with one coil. */
export function PostHorn() {
  return (
    <svg class="post-horn" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="post-horn-sign" width="32" height="32" rx="8" />
      <g class="post-horn-tube">
        <circle cx="14.4" cy="18.7" r="6.3" />
        <path d="M5.2 12.4h15M4.9 10.6v3.6" />
      </g>
      <path
        class="post-horn-bell"
        d="M18.4 11.25c3.6-.5 6.1-2.3 7.7-5 .6-1 2-.6 2 .6v11.1c0 1.2-1.4 1.6-2 .6-1.6-2.7-4.1-4.5-7.7-5z"
      />
    </svg>
  );
}
