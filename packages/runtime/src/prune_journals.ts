import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DurableFiles } from "./durable_files.ts";
import { errorCodeOf } from "./runtime_failure.ts";

/** Journals of delivered messages that are kept; older ones go. Of failed messages everything stays. */
export const DONE_JOURNALS_KEPT = 1000;

/**
 * Removes the oldest journals of a folder beyond those that are kept.
 *
 * *Diagnostics*: nothing is synced; a journal that a crash brings back goes with the next ones.
 */
export async function pruneJournals(
  folder: string,
  files: DurableFiles,
  kept: number = DONE_JOURNALS_KEPT,
): Promise<void> {
  const names = (await readdir(folder)).sort();
  for (const name of names.slice(0, Math.max(0, names.length - kept))) {
    try {
      await files.unlink(join(folder, name));
    } catch (error) {
      // Another process may have removed it a moment before.
      if (errorCodeOf(error) !== "ENOENT") throw error;
    }
  }
}
