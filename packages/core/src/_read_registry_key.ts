import { printable } from "./_printable.ts";
import { type Reading, refused } from "./_reading.ts";
import { REGISTRY_LIMITS } from "./registry_limits.ts";

const STRUCTURAL_REGEXP = /[=[\]"]/;
// Space other than U+0020 cannot be seen to be different from it; the rest cannot be seen at all.
const UNSEEN_REGEXP = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const PART_REGEXP = /^(?![ ;#]).*(?<! )$/su;

const ACCEPTED = "names such as Email/Port are accepted";

function nameCharacter(character: string): string {
  if (STRUCTURAL_REGEXP.test(character)) return `the character ${character}`;
  const code = character.codePointAt(0) ?? 0;
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Reads a registry key; the fault says what an unusable one has that a key must not have. */
export function readRegistryKey(text: string): Reading<string> {
  const key = text.startsWith("/") ? text.slice(1) : text;
  if (key === "") return refused("it is empty", ACCEPTED);
  if (key.length > REGISTRY_LIMITS.keyLength) {
    return refused(
      `it has ${key.length} characters`,
      `at most ${REGISTRY_LIMITS.keyLength} are accepted`,
    );
  }
  const character = (STRUCTURAL_REGEXP.exec(key) ?? UNSEEN_REGEXP.exec(key))?.[0];
  if (character !== undefined) return refused(`it holds ${nameCharacter(character)}`, ACCEPTED);
  for (const part of key.split("/")) {
    if (part === "") return refused("a part of it is empty", ACCEPTED);
    if (!PART_REGEXP.test(part)) {
      const is = `its part "${printable(part)}" begins with a space, ; or #, or ends with a space`;
      return refused(is, ACCEPTED);
    }
  }
  return { value: key };
}
