import type { JournalEntry } from "@fieldpost/core";

/** Sorts the entries of a journal by the message that they are about. */
export function entriesByMessage(
  entries: readonly JournalEntry[],
): ReadonlyMap<string, readonly JournalEntry[]> {
  const own = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    const known = own.get(entry.message);
    if (known === undefined) own.set(entry.message, [entry]);
    else known.push(entry);
  }
  return own;
}
