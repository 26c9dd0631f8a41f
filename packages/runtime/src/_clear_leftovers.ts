import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { moveOrphans } from "./_move_orphans.ts";
import { removeDeadDrafts } from "./_spool_draft.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { removeLockDrafts } from "./with_lock.ts";

/** Clears away what killed processes have left in a spool: drafts, and journals without content. */
export async function clearLeftovers(
  spoolPath: string,
  { files, clock }: { readonly files: DurableFiles; readonly clock: Clock },
): Promise<void> {
  const queuePath = join(spoolPath, "queue");
  const folders = [spoolPath, ...["queue", "runs", "slots"].map((part) => join(spoolPath, part))];
  for (const folder of folders) await removeLockDrafts(folder);
  const listing = await readdir(queuePath);
  await removeDeadDrafts(queuePath, listing, clock);
  await moveOrphans(spoolPath, listing, files);
}
