import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DurableFiles } from "./durable_files.ts";
import { errorCodeOf } from "./runtime_failure.ts";

/** Journals of delivered messages that are kept; older ones go. Of failed messages everything stays. */
export const DONE_JOURNALS_KEPT = 1000;

/** Octets of them that are kept. */
export const DONE_BYTES_KEPT: number = 4 * 1024 * 1024;

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
  const names = (await readdir(folder)).sort().reverse();
  let bytes = 0;
  for (const [at, name] of names.entries()) {
    const path = join(folder, name);
    bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    // The newest stays, however long it is.
    if (at === 0 || (at < kept && bytes <= DONE_BYTES_KEPT)) continue;
    try {
      await files.unlink(path);
    } catch (error) {
      // Another process may have removed it a moment before.
      if (errorCodeOf(error) !== "ENOENT") throw error;
    }
  }
}
