import { printable } from "./_printable.ts";

/** Why a text is refused: the two halves of an error message, what is and what is accepted. */
export interface Fault {
  readonly is: string;
  readonly accepted: string;
}

/** What reading a text gives: the value, or the fault that refuses it. */
export type Reading<T> = { readonly value: T } | { readonly fault: Fault };

/** Makes the refusing reading. */
export function refused(is: string, accepted: string): { readonly fault: Fault } {
  return { fault: { is, accepted } };
}

/**
 * Hands out the value of a reading.
 *
 * @throws {SyntaxError} If the reading is a fault; the message quotes a printable beginning of the text.
 */
export function valueOrThrow<T>(thing: string, text: string, reading: Reading<T>): T {
  if ("value" in reading) return reading.value;
  const { is, accepted } = reading.fault;
  throw new SyntaxError(`Cannot read ${thing} "${printable(text)}": ${is}, ${accepted}`);
}

/** Hands out the value of a reading, or `undefined` where there is a fault. */
export function valueOrUndefined<T>(reading: Reading<T>): T | undefined {
  return "value" in reading ? reading.value : undefined;
}
