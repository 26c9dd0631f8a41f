import { existsSync } from "node:fs";
import { join } from "node:path";
import type { HeldClaim } from "./_claimed_file.ts";
import { isFileOver } from "./_claimed_files.ts";
import { appendSynced } from "./_dead_runs.ts";
import { tolerateMissing } from "./_optional_files.ts";
import type { DurableFiles } from "./durable_files.ts";
import type { RunJournal } from "./run_journal.ts";
import type { SpoolPart } from "./spool.ts";

/** What files are given back with. */
export interface GiveBackOptions {
  /** Whose journal the files must not need any more. */
  readonly run: RunJournal | undefined;
  readonly path: string;
  readonly files: DurableFiles;
  readonly pathOf: (part: SpoolPart, name: string, ending: "mail" | "log") => string;
}

type Fate = "stays" | "done" | "failed";

/**
 * Gives claimed files back, many with few syncs: what stays gets its own journal, what is over goes.
 *
 * The content goes when the journal that says so is durable, and the journal after it: a journal
 * without content is harmless, content without its journal would be sent once more. A crash in
 * between leaves a run whose journal is taken over, or a file that the next pass takes out.
 */
export async function giveBackFiles(
  claims: readonly HeldClaim[],
  options: GiveBackOptions,
): Promise<void> {
  try {
    await all(claims.map(({ held }) => held.journal.close()));
    // What is open is only gone when it is closed, and that would be here and not in another thread.
    for (const { held } of claims) held.reader.close();
    const fates = claims.map((claim) => ({ name: claim.name, fate: fateOf(claim), claim }));
    const hasNew = await takeOverOpen(fates, options);
    const { files, path, pathOf } = options;
    // The journal of what has failed has to be there before its content leaves the queue.
    if (hasNew) await files.syncDirectory(join(path, "queue"));
    await moveContents(fates, options);
    const moved = fates.filter(({ fate }) => fate !== "stays");
    for (const { name, fate } of moved) {
      const log = pathOf("queue", name, "log");
      if (fate === "stays" || !existsSync(log)) continue;
      await tolerateMissing(files.rename(log, pathOf(fate, name, "log")));
    }
    await options.run?.settle(claims.map(({ name }) => name));
  } catch (error) {
    // Whoever claims these files next finds the run given up, and takes its journal over first.
    options.run?.abandon(error);
    throw error;
  } finally {
    for (const { held } of claims) {
      held.reader.close();
      await held.lock.release();
    }
  }
}

interface FatedFile {
  readonly name: string;
  readonly fate: Fate;
  readonly claim: HeldClaim;
}

function fateOf(claim: HeldClaim): Fate {
  if (!isFileOver(claim)) return "stays";
  const hasFailed = claim.messages.some((message) => {
    const { phase, recipients } = claim.status(message);
    return phase === "finished" && recipients.some(({ state }) => state === "failed");
  });
  return hasFailed ? "failed" : "done";
}

/** Writes what only the run's journal says into the files' own; answers whether one of them is new. */
async function takeOverOpen(
  fates: readonly FatedFile[],
  { files, pathOf }: GiveBackOptions,
): Promise<boolean> {
  let hasNew = false;
  const writes = fates.flatMap(({ name, fate, claim }) => {
    const log = pathOf("queue", name, "log");
    const isNew = !existsSync(log);
    // What was delivered with the first attempt is told by the journal of the run alone.
    if (fate === "done" && isNew) return [];
    const { openText } = claim;
    if (openText === "") return [];
    hasNew ||= isNew;
    return [appendSynced(files, log, openText)];
  });
  await all(writes);
  return hasNew;
}

async function moveContents(
  fates: readonly FatedFile[],
  { files, path, pathOf }: GiveBackOptions,
): Promise<void> {
  const moves = fates.flatMap(({ name, fate }) => {
    const mail = pathOf("queue", name, "mail");
    if (fate === "failed") return [files.rename(mail, pathOf("failed", name, "mail"))];
    return fate === "done" ? [files.unlink(mail)] : [];
  });
  if (moves.length === 0) return;
  await all(moves.map((move) => tolerateMissing(move)));
  if (fates.some(({ fate }) => fate === "failed")) await files.syncDirectory(join(path, "failed"));
  await files.syncDirectory(join(path, "queue"));
}

/** Waits for all of them, also when one fails: nothing is under way when this ends. */
async function all(doing: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(doing);
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
