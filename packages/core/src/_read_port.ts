import { type Reading, refused } from "./_reading.ts";

const HIGHEST = 65535;
const ACCEPTED = "a number from 1 to 65535 is accepted";

/** Reads a port: the parser behind the functions of `port.ts`. */
export function readPort(text: string): Reading<number> {
  if (text === "") return refused("it is empty", ACCEPTED);
  if (!/^[0-9]+$/.test(text)) return refused("it is not made of digits alone", ACCEPTED);
  if (text.startsWith("0")) return refused("it begins with a zero", ACCEPTED);
  const port = text.length > 5 ? HIGHEST + 1 : Number(text);
  return port > HIGHEST ? refused("it is too large", ACCEPTED) : { value: port };
}
