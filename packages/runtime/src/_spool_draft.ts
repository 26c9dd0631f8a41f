import { stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, isSameProcess, processBeginOf } from "./_process_identity.ts";
import type { Clock } from "./clock.ts";

/**
 * How long nothing was written to a draft that is removed. Its process may belong to another container, and
 * look dead from here; if it did come back, its acceptance would fail, and not be lost.
 */
export const DRAFT_STALE_MS: number = 24 * 60 * 60 * 1000;

const DRAFT_REGEXP = /^\.[0-9a-z]{19}\.(\d{1,10})-(\d+|unknown)$/;

let ours: string | undefined;

/** The name of a spool file while it is written: it says who writes it. */
export function draftName(name: string): string {
  ours ??= `${process.pid}-${processBeginOf(process.pid) ?? "unknown"}`;
  return `.${name}.${ours}`;
}

/** Removes the drafts of a listing that are old and belong to no process that lives. */
export async function removeDeadDrafts(
  queuePath: string,
  listing: readonly string[],
  clock: Clock,
): Promise<void> {
  for (const name of listing) {
    const [, digits, began = ""] = DRAFT_REGEXP.exec(name) ?? [];
    if (digits === undefined) continue;
    const pid = Number(digits);
    if (isAlive(pid) && isSameProcess(pid, began)) continue;
    // What cannot be removed takes room, and must not keep mail.
    await removeStale(join(queuePath, name), clock).catch(() => undefined);
  }
}

async function removeStale(path: string, clock: Clock): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (clock.nowMs() - mtimeMs > DRAFT_STALE_MS) await unlink(path);
}
