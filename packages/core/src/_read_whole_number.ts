import { type Reading, refused } from "./_reading.ts";

/** What a number may be when nothing else is said. */
export const ANY_RANGE: readonly [number, number] = [0, 999_999_999];

/** Reads a whole number in a range. */
export function readWholeNumber(
  text: string,
  [least, most]: readonly [number, number] = ANY_RANGE,
): Reading<number> {
  const accepted = `a whole number from ${least} to ${most} is accepted`;
  if (!/^[0-9]{1,9}$/.test(text)) return refused("it is not a whole number", accepted);
  const value = Number(text);
  if (value < least) return refused("it is too small", accepted);
  return value > most ? refused("it is too large", accepted) : { value };
}
