import type { RegistryAssignment } from "@fieldpost/core";
import { CliFailure } from "./cli_failure.ts";

/**
 * Reads the words behind `registry` as assignments; empty when they are none.
 *
 * `Email/Port = 465` may come as one word or as several; several whole assignments may follow each
 * other, each in a word of its own. No word is repeated in a message: a secret may be in it.
 *
 * @throws {CliFailure} `usage` if the words are neither one key nor assignments
 */
export function readAssignments(words: readonly string[]): readonly RegistryAssignment[] {
  const [first = "", ...rest] = words;
  if (words.length < 2 && !first.includes("=")) return [];
  if (isWhole(first)) return words.map(readWhole);
  const text = words.join(" ");
  const startsWithKey = first.includes("=") || rest[0]?.startsWith("=") === true;
  if (!startsWithKey) throw notUnderstood();
  return [readWhole(text)];
}

/** Whether a word has a key, `=` and a value in it. */
function isWhole(word: string): boolean {
  return /=\s*\S/.test(word);
}

function readWhole(word: string): RegistryAssignment {
  const at = word.indexOf("=");
  if (at < 0) throw notUnderstood();
  return [word.slice(0, at).trim(), word.slice(at + 1).trim()];
}

function notUnderstood(): CliFailure {
  return new CliFailure(
    "usage",
    'Cannot read the words behind registry: they are neither one key nor assignments, registry "key = value" is accepted',
  );
}
