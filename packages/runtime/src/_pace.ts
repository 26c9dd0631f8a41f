import { readOptional } from "./_optional_files.ts";
import type { Clock } from "./clock.ts";
import { type DurableFiles, replaceFileSoon } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";
import { withLock } from "./with_lock.ts";

/** What a pace is counted over. */
export const PACE_WINDOW_MS = 60_000;

/** The part of a limit that normal messages leave to urgent ones. */
const URGENT_SHARE = 0.2;

/** What a pace is kept with. */
export interface PaceOptions {
  /** Where all processes of a unit write down when they have sent. */
  readonly path: string;
  /** Messages a minute. */
  readonly limit: number;
  readonly clock: Clock;
  readonly files: DurableFiles;
}

/**
 * Keeps to so many messages a minute, in all processes of a unit together.
 *
 * Nothing rests on its file but the pace: it is not synced, and one that cannot be read counts as empty.
 */
export class Pace {
  readonly #options: PaceOptions;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /**
   * Takes a place, or says how long there is none: 0 when it was taken.
   *
   * @throws {RuntimeFailure} If another process holds the lock for too long, or the disk refuses it
   */
  async take(isUrgent: boolean): Promise<number> {
    const { path, limit, clock, files } = this.#options;
    return await withLock(`${path}.lock`, { clock }, async () => {
      const nowMs = clock.nowMs();
      const takenAtMs = (await this.#read()).filter((atMs) => isInWindow(atMs, nowMs));
      const kept = isUrgent ? 0 : Math.floor(limit * URGENT_SHARE);
      const blocking = takenAtMs.at(-Math.max(1, limit - kept));
      if (blocking !== undefined) return blocking + PACE_WINDOW_MS - nowMs;
      const bytes = Buffer.from(JSON.stringify([...takenAtMs, nowMs]));
      try {
        await replaceFileSoon(files, path, bytes);
      } catch (error) {
        throw translateWriteError(path, error);
      }
      return 0;
    });
  }

  async #read(): Promise<readonly number[]> {
    try {
      const taken = JSON.parse((await readOptional(this.#options.path)) ?? "[]") as unknown;
      return Array.isArray(taken) ? taken.filter((atMs) => typeof atMs === "number") : [];
    } catch {
      return [];
    }
  }
}

/** A moment that is still to come was written by a clock that has been put right since. */
function isInWindow(atMs: number, nowMs: number): boolean {
  return atMs > nowMs - PACE_WINDOW_MS && atMs <= nowMs;
}
