import { join } from "node:path";
import { type Clock, systemClock } from "./clock.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import { lockHolder, type ProcessLock, tryLock } from "./with_lock.ts";

/**
 * Takes a data directory for this process to serve.
 *
 * @throws {RuntimeFailure} `busy` if another process serves it
 */
export async function openServeLock(home: string, clock: Clock): Promise<ProcessLock> {
  const lock = await tryLock(pathOf(home), { clock });
  if (lock !== undefined) return lock;
  const holder = await findServe(home, clock);
  const who = holder === undefined ? "another process" : `process ${holder}`;
  throw new RuntimeFailure(
    "busy",
    `Cannot serve ${home}: ${who} serves it already, stop that one first or name another directory with FIELDPOST_HOME`,
  );
}

/**
 * Finds the process that serves a data directory; `undefined` when none does.
 *
 * @example
 * ```ts
 * import { findServe } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(await findServe("/nonexistent/home"), undefined);
 * ```
 */
export async function findServe(
  home: string,
  clock: Clock = systemClock,
): Promise<number | undefined> {
  return await lockHolder(pathOf(home), { clock });
}

function pathOf(home: string): string {
  return join(home, "serve.lock");
}
