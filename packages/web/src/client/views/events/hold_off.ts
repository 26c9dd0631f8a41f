/** The units in which a hold-off is typed, in milliseconds. */
export const HOLD_OFF_UNITS = { ms: 1, seconds: 1000, minutes: 60_000, hours: 3_600_000 } as const;

/** A unit of a hold-off. */
export type HoldOffUnit = keyof typeof HOLD_OFF_UNITS;

/** The largest unit in which a hold-off is a whole number. */
export function unitOf(holdOffMs: number): HoldOffUnit {
  if (holdOffMs === 0) return "minutes";
  const units: readonly HoldOffUnit[] = ["hours", "minutes", "seconds"];
  return units.find((unit) => holdOffMs % HOLD_OFF_UNITS[unit] === 0) ?? "ms";
}

/** The registry's value for what is typed; what is no number goes there as it is, and is refused. */
export function readHoldOff(text: string, unit: HoldOffUnit): string {
  const number = text.trim().replace(",", ".");
  if (!/^\d+(?:\.\d+)?$/u.test(number)) return text.trim();
  return String(Math.round(Number(number) * HOLD_OFF_UNITS[unit]));
}
