const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** Says a duration in its two largest units, as `5 minutes, 30 seconds`. */
export function durationWords(durationMs: number, language: string): string {
  let rest = durationMs;
  const parts: string[] = [];
  for (const [unit, ms] of UNITS) {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0) parts.push(say(count, unit, language));
  }
  if (rest > 0) parts.push(say(rest, "millisecond", language));
  const shown = parts.length === 0 ? [say(0, "second", language)] : parts.slice(0, 2);
  return shown.join(", ");
}

function say(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    count,
  );
}
