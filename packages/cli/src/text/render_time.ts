const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** Writes a span in its largest whole unit: `3 min`. */
export function renderSpan(spanMs: number): string {
  for (const [unit, unitMs] of UNITS) {
    if (spanMs >= unitMs) return `${Math.floor(spanMs / unitMs)} ${unit}`;
  }
  return "0 s";
}

/** Writes a moment by the clock of this machine: `2026-11-22 09:30:05`. */
export function renderTime(atMs: number): string {
  const date = new Date(atMs);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  return `${day} ${time}`;
}

/** Writes a size in the unit that leaves few digits: `1.2 kB`. */
export function renderSize(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  if (sizeBytes < 1_000_000) return `${(sizeBytes / 1000).toFixed(1)} kB`;
  return `${(sizeBytes / 1_000_000).toFixed(1)} MB`;
}
