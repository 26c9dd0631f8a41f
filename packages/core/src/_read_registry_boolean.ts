import { type Reading, refused } from "./_reading.ts";

const SPELLINGS: ReadonlyMap<string, boolean> = new Map([
  ["enabled", true],
  ["disabled", false],
  ["true", true],
  ["false", false],
  ["on", true],
  ["off", false],
  ["yes", true],
  ["no", false],
  ["1", true],
  ["0", false],
]);

const ACCEPTED = "enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted";

/** Reads a boolean value: the parser behind the functions of `registry_boolean.ts`. */
export function readRegistryBoolean(text: string): Reading<boolean> {
  const value = SPELLINGS.get(text.trim().toLowerCase());
  return value === undefined ? refused("it is neither on nor off", ACCEPTED) : { value };
}
