/** The mark that the catcher puts on a mail: the day and the time at which it came. */
export function Postmark({ receivedAt }: { readonly receivedAt: string }) {
  const date = new Date(receivedAt);
  const day = date.toLocaleDateString("en", { day: "2-digit", month: "short" }).toUpperCase();
  const time = date.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hour12: false });
  return (
    <svg class="postmark" viewBox="0 0 148 80" aria-hidden="true">
      <path d="M70 24c10-5 16 5 26 0s16 5 26 0 16 5 24 0M72 36c10-5 16 5 26 0s16 5 26 0 16 5 22 0M72 48c10-5 16 5 26 0s16 5 26 0 16 5 22 0M69 60c10-5 16 5 26 0s16 5 26 0 16 5 25 0" />
      <circle class="postmark-disc" cx="40" cy="40" r="34" />
      <circle class="postmark-ring" cx="40" cy="40" r="34" />
      <circle class="postmark-ring" cx="40" cy="40" r="24" />
      <text class="postmark-date" x="40" y="38.5">
        {day}
      </text>
      <text class="postmark-date" x="40" y="50">
        {time}
      </text>
      <path id="postmark-arc" class="postmark-arc" d="M12.5 40a27.5 27.5 0 0 1 55 0" />
      <text class="postmark-name">
        <textPath href="#postmark-arc" startOffset="50%">
          POSTHORN
        </textPath>
      </text>
    </svg>
  );
}
