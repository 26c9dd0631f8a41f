import { editDistance } from "@fieldpost/core";

const FARTHEST = 2;

/** The candidate that a mistyped word is most likely meant to be, if one is near. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({
      candidate,
      distance: editDistance(typed, candidate.toLowerCase(), FARTHEST),
    }))
    .filter(({ candidate, distance }) => distance <= Math.min(FARTHEST, candidate.length / 2))
    .toSorted((one, other) => one.distance - other.distance);
  const begun = candidates.filter(
    (candidate) => typed.length > 1 && candidate.toLowerCase().startsWith(typed),
  );
  return ranked[0]?.candidate ?? (begun.length === 1 ? begun[0] : undefined);
}
