import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { readdir, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive, isSameProcess, processBeginOf } from "./_process_identity.ts";
import type { Clock } from "./clock.ts";
import { errorCodeOf, RuntimeFailure, translateWriteError } from "./runtime_failure.ts";

/** How long a lock is waited for before the command gives up, in milliseconds. */
export const LOCK_PATIENCE_MS: number = 10_000;

/** A lock whose holder cannot be asked (another machine) is broken when it is this old. */
export const LOCK_STALE_MS: number = 60_000;

const RETRY_MS = 15;

/** Not every system tells, and a sandbox may hide it: then nothing can be concluded from it. */
const UNKNOWN_BOOT = "unknown";

/** What a lock works with. */
export interface LockOptions {
  readonly clock: Clock;
  readonly patienceMs?: number;
  /** Makes the lock a further name of a file that is there: one call, where many are taken. */
  readonly holder?: LockHolder | undefined;
  /** What has to be done before a dead holder's lock is broken. */
  readonly beforeBreaking?: () => Promise<void>;
}

/** A file that names its process, and what stands in it. */
export interface LockHolder {
  readonly path: string;
  readonly text: string;
}

/** A lock that is held. */
export interface ProcessLock {
  /** Gives it back. */
  release(): Promise<void>;
}

/**
 * Takes a lock if nobody holds it, without waiting; one whose holder has died is taken over.
 *
 * The lock names its holder: its process, when that began, and the boot of the machine, because the
 * number may belong to another by now; in a container it is the same after every start. Killed in
 * between, the file stays and the next process breaks it.
 */
export async function tryLock(
  path: string,
  options: LockOptions,
): Promise<ProcessLock | undefined> {
  const { holder } = options;
  const text = holder?.text ?? holderText();
  const create = async () =>
    holder === undefined ? await tryCreate(path, text) : tryLink(holder.path, path);
  const isOurs = (await create()) || ((await breakStale(path, options)) && (await create()));
  if (!isOurs) return undefined;
  return {
    async release() {
      if (readText(path) === text) unlinkSync(path);
    },
  };
}

/** Writes a file that names this process, to take locks with. */
export async function createHolder(path: string): Promise<LockHolder> {
  const text = holderText();
  try {
    await writeFile(path, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw translateWriteError(path, error);
  }
  return { path, text };
}

/** The process that holds a lock, when it is alive; `undefined` when nobody holds it. */
export async function lockHolder(path: string, options: LockOptions): Promise<number | undefined> {
  const holder = readText(path);
  if (holder === undefined || (await isStale(path, options.clock))) return undefined;
  return Number(holder.split(" ")[0]);
}

/** Removes what processes have left in a folder, if there is one, that were killed while they took a lock. */
export async function removeLockDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/\.(\d{1,10})\.[0-9a-f]{12}$/.exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isAlive(pid)) await unlinkQuietly(join(folder, name));
  }
}

/**
 * Runs something while no other process runs something under the same lock file.
 *
 * @throws {RuntimeFailure} `busy` if another process holds the lock for longer than the patience
 */
export async function withLock<Result>(
  path: string,
  options: LockOptions,
  run: () => Promise<Result>,
): Promise<Result> {
  const lock = await acquire(path, options);
  try {
    return await run();
  } finally {
    await lock.release();
  }
}

function holderText(): string {
  const token = `${processBeginOf(process.pid) ?? "unknown"}-${randomBytes(8).toString("hex")}`;
  return `${process.pid} ${bootId()} ${token}\n`;
}

function tryLink(from: string, path: string): boolean {
  try {
    linkSync(from, path);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === "EEXIST") return false;
    throw translateWriteError(path, error);
  }
}

async function acquire(path: string, options: LockOptions): Promise<ProcessLock> {
  const { clock, patienceMs = LOCK_PATIENCE_MS } = options;
  const giveUpAtMs = clock.nowMs() + patienceMs;
  for (;;) {
    const lock = await tryLock(path, options);
    if (lock !== undefined) return lock;
    if (clock.nowMs() >= giveUpAtMs) {
      throw new RuntimeFailure(
        "busy",
        `Cannot lock ${path}: another process has held it for ${patienceMs} ms, it is freed when that process ends`,
      );
    }
    await wait(RETRY_MS);
  }
}

/**
 * Creates the lock file with its holder in it, or not at all. Nothing is synced: a lock that a power
 * failure forgets has no holder any more.
 */
async function tryCreate(path: string, holder: string): Promise<boolean> {
  const temporary = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`;
  try {
    // It ends in memory: the way to another thread and back would take longer.
    writeFileSync(temporary, holder, { mode: 0o600, flag: "wx" });
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === "EEXIST") return false;
    throw translateWriteError(path, error);
  } finally {
    await unlinkQuietly(temporary);
  }
}

/**
 * Removes a dead holder's lock. Two processes could both find it dead, and the slower one would then
 * remove the lock that the faster one has just taken; so breaking has a lock of its own, under which
 * the holder is read again.
 */
async function breakStale(path: string, options: LockOptions): Promise<boolean> {
  if (!(await isStale(path, options.clock))) return false;
  const breaker = `${path}.break`;
  if (!(await tryCreate(breaker, `${process.pid} ${bootId()} breaking\n`))) {
    if (await isStale(breaker, options.clock)) await unlinkQuietly(breaker);
    return false;
  }
  try {
    if (await isStale(path, options.clock)) {
      await options.beforeBreaking?.();
      await unlinkQuietly(path);
    }
    return true;
  } finally {
    await unlinkQuietly(breaker);
  }
}

async function isStale(path: string, clock: Clock): Promise<boolean> {
  const holder = readText(path);
  if (holder === undefined) return false;
  const [pid = "", boot = "", token = ""] = holder.trim().split(" ");
  // After a restart the same number may belong to another process.
  const now = bootId();
  const isKnown = boot !== "" && boot !== UNKNOWN_BOOT && now !== UNKNOWN_BOOT;
  if (isKnown && boot !== now) return true;
  if (/^[1-9]\d{0,9}$/.test(pid)) {
    const [began = ""] = token.split("-");
    return !isAlive(Number(pid)) || !isSameProcess(Number(pid), began);
  }
  return clock.nowMs() - (await modifiedAtMs(path)) > LOCK_STALE_MS;
}

function bootId(): string {
  return (readText("/proc/sys/kernel/random/boot_id") ?? UNKNOWN_BOOT).trim();
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

async function modifiedAtMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

async function unlinkQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch {
    // Somebody else has removed it: that is what was wanted.
  }
}
