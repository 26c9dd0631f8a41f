import { printable } from "./_printable.ts";
import { type Reading, refused } from "./_reading.ts";

const NEEDS_QUOTES_REGEXP = /^[ \t]|["\p{Cc}\p{Cs}]|[ \t]$/u;
const ESCAPED_REGEXP = /[\\"\p{Cc}\p{Cs}]/gu;
const ESCAPE_REGEXP = /\\(u[0-9a-fA-F]{4}|.)/gsu;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ['"', '"'],
  ["\n", "n"],
  ["\r", "r"],
  ["\t", "t"],
]);
const SHORT_MEANINGS: ReadonlyMap<string, string> = new Map(
  [...SHORT_ESCAPES].map(([character, letter]) => [letter, character]),
);

/** Writes a value as a registry document carries it: as it is, or quoted where it must be. */
export function formatValue(value: string): string {
  if (!NEEDS_QUOTES_REGEXP.test(value)) return value;
  return `"${value.replace(ESCAPED_REGEXP, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  return `\\${short ?? `u${character.charCodeAt(0).toString(16).padStart(4, "0")}`}`;
}

/**
 * Reads a value from its text in a document.
 *
 * A text is quoted when its first quote is closed by its last character; one that merely begins with
 * a quoted word, as `"Boiler" <boiler@example.com>`, stands for itself.
 */
export function readValue(text: string): Reading<string> {
  if (!text.startsWith('"')) return { value: text };
  const end = closingQuote(text);
  if (end === undefined) return refused("its quotes are not closed", 'a closing " is accepted');
  return end === text.length - 1 ? decodeEscapes(text.slice(1, end)) : { value: text };
}

function closingQuote(text: string): number | undefined {
  for (let at = 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return at;
    if (character === "\\") at++;
  }
  return undefined;
}

function decodeEscapes(text: string): Reading<string> {
  const unknown: string[] = [];
  const value = text.replace(ESCAPE_REGEXP, (_, sequence: string) => {
    if (sequence.length > 1 && sequence.startsWith("u")) {
      return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
    }
    const character = SHORT_MEANINGS.get(sequence);
    if (character === undefined) unknown.push(sequence);
    return character ?? "";
  });
  const [first] = unknown;
  if (first === undefined) return { value };
  return refused(
    `the escape \\${printable(first)} is unknown`,
    '\\\\, \\", \\n, \\r, \\t and \\uXXXX are accepted between quotes',
  );
}
