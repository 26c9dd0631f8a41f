/** How a duration is said, in its largest unit. */
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago a moment was or how far ahead it is, as `5 minutes ago`; `undefined` below a minute. */
export function relativeWords(atMs: number, nowMs: number, language: string): string | undefined {
  const seconds = (atMs - nowMs) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (unit === undefined) return undefined;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return format.format(Math.trunc(seconds / unit[1]), unit[0]);
}

/** A moment with date, time and zone, in the viewer's zone unless another is given. */
export function absoluteWords(atMs: number, language: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "long",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
}

/** What is left of a duration, as `1:05`. */
export function countdownWords(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
