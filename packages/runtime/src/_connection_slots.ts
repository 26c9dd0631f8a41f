import { unlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "./clock.ts";
import { translateWriteError } from "./runtime_failure.ts";
import { type ProcessLock, tryLock } from "./with_lock.ts";

/** How often a lane asks again that has found no slot. */
export const SLOT_WAIT_MS = 250;

/** What slots are taken with. */
export interface ConnectionSlotsOptions {
  /** `slots` in the spool. */
  readonly path: string;
  /** How many connections the unit may have. */
  readonly count: number;
  readonly clock: Clock;
}

/**
 * The connections that a unit may have, in all of its processes together: each is a file, held like a claim as
 * long as the connection lasts. The slot of a process that has died is taken over.
 *
 * Of several the last one is for urgent mail, whichever process brings it.
 */
export class ConnectionSlots {
  readonly #options: ConnectionSlotsOptions;
  #isMade = false;

  constructor(options: ConnectionSlotsOptions) {
    this.#options = options;
  }

  /**
   * Takes a slot; `undefined` when none is free.
   *
   * @throws {RuntimeFailure} If the disk refuses
   */
  async take(isUrgent: boolean): Promise<ProcessLock | undefined> {
    const { path, count, clock } = this.#options;
    await this.#make(path);
    const all = Array.from({ length: count }, (_, at) => at + 1);
    const fitting = isUrgent ? all.reverse() : all.slice(0, Math.max(1, count - 1));
    for (const slot of fitting) {
      const lock = await tryLock(join(path, `${slot}.claim`), { clock });
      if (lock !== undefined) return lock;
    }
    quietly(() => writeFileSync(this.#wishPath(isUrgent), "", { mode: 0o600 }));
    return undefined;
  }

  /** Whether somebody has found no slot since this was asked last; a wish that cannot be noted is not heard. */
  isWanted(isUrgent: boolean): boolean {
    return quietly(() => unlinkSync(this.#wishPath(isUrgent)));
  }

  #wishPath(isUrgent: boolean): string {
    return join(this.#options.path, isUrgent ? "wanted-urgent" : "wanted");
  }

  async #make(path: string): Promise<void> {
    if (this.#isMade) return;
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw translateWriteError(path, error);
    }
    this.#isMade = true;
  }
}

function quietly(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
