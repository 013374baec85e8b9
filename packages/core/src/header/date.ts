const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MINUTE_MS = 60_000;

let last = { second: Number.NaN, offset: 0, text: "" };

/**
 * A date-time (RFC 5322, 3.3), such as `Mon, 23 Nov 2026 09:05:00 +0000`, of a valid date.
 *
 * @param isLocal - whether it has the offset of this machine's zone instead of UTC
 */
export function formatDate(date: Date, isLocal = false): string {
  const second = Math.floor(date.getTime() / 1000);
  const offset = isLocal ? -date.getTimezoneOffset() : 0;
  // Many mails leave within one second.
  if (second !== last.second || offset !== last.offset) last = { second, offset, text: format(date, offset) };
  return last.text;
}

function format(date: Date, offset: number): string {
  const shown = new Date(date.getTime() + offset * MINUTE_MS);
  const day = `${DAYS[shown.getUTCDay()]}, ${shown.getUTCDate()} ${MONTHS[shown.getUTCMonth()]} ${shown.getUTCFullYear()}`;
  const time = [shown.getUTCHours(), shown.getUTCMinutes(), shown.getUTCSeconds()].map(twoDigits).join(":");
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? "-" : "+"}${twoDigits(Math.trunc(minutes / 60))}${twoDigits(minutes % 60)}`;
  return `${day} ${time} ${zone}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
