import { useEffect, useState } from "preact/hooks";

const MINUTE_MS = 60_000;

/** When a mail came, as a list shows it: how long ago within the hour, else the time, else the day. */
export function formatAge(iso: string, now: number): string {
  const date = new Date(iso);
  const minutes = Math.floor((now - date.getTime()) / MINUTE_MS);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (date.toDateString() === new Date(now).toDateString())
    return date.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hour12: false });
  return date.toLocaleDateString("en", { day: "numeric", month: "short" });
}

export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleString("en", { dateStyle: "medium", timeStyle: "medium", hour12: false });
}

/** The present, twice a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}
