import { type Reading, refused } from "./_reading.ts";

const PIN_REGEXP = /^sha256\/[A-Za-z0-9+/]{43}=$/;
const ACCEPTED = 'sha256/ and the base64 of a SHA-256 is accepted, as "fieldpost check" shows it';

/** Reads a pin: the parser behind the functions of `spki_pin.ts`. */
export function readSpkiPin(text: string): Reading<string> {
  return PIN_REGEXP.test(text) ? { value: text } : refused("it is not a pin", ACCEPTED);
}
