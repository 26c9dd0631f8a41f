import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { readOptional, tolerateMissing } from "./_optional_files.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { SEGMENT_REGEXP, stemOf } from "./ended_message.ts";
import { lockHolder, withLock } from "./with_lock.ts";

/** Where runs and their files are. */
export interface DeadRunOptions {
  readonly runsPath: string;
  readonly queuePath: string;
  readonly donePath: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
}

/** The run that a journal belongs to; `undefined` when the file is no journal of a run. */
export function runOf(name: string): string | undefined {
  return SEGMENT_REGEXP.exec(name)?.[1];
}

/** Whether there is a journal whose run has been given up. */
export function hasAbandonedRun(runsPath: string): boolean {
  const names = new Set(readdirSync(runsPath));
  return [...names].some((name) => {
    const run = runOf(name);
    return run !== undefined && !names.has(`${run}.claim`);
  });
}

/** The lines of a text of journals by the stem of their spool file. */
export function linesByStem(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  // What a crash has torn off at the end was never promised to be there.
  for (const line of text.slice(0, text.lastIndexOf("\n") + 1).split("\n")) {
    const stem = stemOf(line.split(" ", 3)[2] ?? "");
    if (stem === "") continue;
    const known = lines.get(stem);
    if (known === undefined) lines.set(stem, [line]);
    else known.push(line);
  }
  return lines;
}

/** What the journals of runs say of a spool file at this moment. */
export function runLinesOf(runsPath: string, stem: string): readonly string[] {
  const texts = readdirSync(runsPath)
    .filter((name) => runOf(name) !== undefined)
    .sort()
    .map((name) => readQuietly(join(runsPath, name)));
  return texts.flatMap((text) => linesOf(text, stem));
}

/** Looks for the few lines of one file: a page asks for each of its rows, and a run writes thousands. */
function linesOf(text: string, stem: string): readonly string[] {
  const lines: string[] = [];
  for (let at = text.indexOf(` ${stem}`); at >= 0; ) {
    const end = text.indexOf("\n", at);
    if (end < 0) break;
    const line = text.slice(text.lastIndexOf("\n", at) + 1, end);
    if (stemOf(line.split(" ", 3)[2] ?? "") === stem) lines.push(line);
    at = text.indexOf(` ${stem}`, end);
  }
  return lines;
}

/**
 * Takes over what dead runs have written down: each spool file that is still in the queue gets the lines
 * that its own journal lacks, durably; then the journals of the runs may go.
 *
 * Killed in between, it is done again: a line that is there is not written twice.
 */
export async function takeOverDeadRuns(options: DeadRunOptions): Promise<void> {
  const { runsPath, clock } = options;
  await withLock(join(runsPath, "recovery.lock"), { clock }, async () => {
    const names = (await readdir(runsPath)).sort();
    const runs = new Set(names.flatMap((name) => runOf(name) ?? holderOf(name) ?? []));
    for (const run of runs) {
      const holder = join(runsPath, `${run}.claim`);
      if ((await lockHolder(holder, { clock })) !== undefined) continue;
      const segments = names.filter((name) => runOf(name) === run);
      if (segments.length > 0) await takeOver(segments, options);
      await unlink(holder).catch(() => undefined);
      await unlink(join(runsPath, `${run}.now`)).catch(() => undefined);
    }
  });
}

function holderOf(name: string): string | undefined {
  return /^([0-9a-z]{19})\.(?:claim|now)$/.exec(name)?.[1];
}

async function takeOver(segments: readonly string[], options: DeadRunOptions): Promise<void> {
  const { runsPath, queuePath, donePath, files } = options;
  const mails = new Map(
    (await readdir(queuePath))
      .filter((name) => name.endsWith(".mail"))
      .map((name) => [name.slice(0, name.indexOf("_")), name.slice(0, -".mail".length)]),
  );
  const text = segments.map((name) => readQuietly(join(runsPath, name))).join("\n");
  let isNew = false;
  for (const [stem, lines] of linesByStem(`${text}\n`)) {
    const name = mails.get(stem);
    if (name === undefined) continue;
    const path = join(queuePath, `${name}.log`);
    isNew ||= !existsSync(path);
    await appendMissing(path, lines, files);
  }
  if (isNew) await files.syncDirectory(queuePath);
  for (const name of segments) {
    await tolerateMissing(files.rename(join(runsPath, name), join(donePath, name)));
  }
}

async function appendMissing(
  path: string,
  lines: readonly string[],
  files: DurableFiles,
): Promise<void> {
  const text = (await readOptional(path)) ?? "";
  const known = new Set(text.split("\n"));
  const missing = lines.filter((line) => !known.has(line));
  if (missing.length === 0) return;
  const isTorn = text !== "" && !text.endsWith("\n");
  await appendSynced(files, path, `${isTorn ? "\n" : ""}${missing.join("\n")}\n`);
}

/** Appends to a file and syncs it; its name, when it is new, is for the caller to sync. */
export async function appendSynced(files: DurableFiles, path: string, text: string): Promise<void> {
  const file = await files.append(path, 0o600);
  try {
    await file.write(Buffer.from(text));
    await file.sync();
  } finally {
    await file.close();
  }
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Its run has just ended: the files' own journals say it now.
    return "";
  }
}
