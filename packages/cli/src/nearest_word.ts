const FARTHEST = 2;

/** The candidate that a mistyped word is most likely meant to be, if one is near. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distanceOf(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.min(FARTHEST, candidate.length / 2))
    .toSorted((one, other) => one.distance - other.distance);
  const begun = candidates.filter(
    (candidate) => typed.length > 1 && candidate.toLowerCase().startsWith(typed),
  );
  return ranked[0]?.candidate ?? (begun.length === 1 ? begun[0] : undefined);
}

/** Letters to add, drop or replace; long words are not compared. */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > FARTHEST) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at++) {
      const replaced = (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
