import { readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How the way to the mail server stands. */
export type PathReport =
  /** Nothing is known against it. */
  | { readonly state: "open" }
  /** It has failed; without `retryAt` a setting has to change. */
  | {
      readonly state: "closed";
      readonly code: string;
      readonly meaning: string;
      readonly retryAt?: string;
    }
  /** The settings cannot work. */
  | { readonly state: "refused"; readonly codes: readonly string[] };

/** What `serve` tells every ten seconds of how it is. Times are ISO 8601, UTC. */
export interface Heartbeat {
  readonly pid: number;
  readonly startedAt: string;
  readonly beatAt: string;
  /** `null` before the first one. */
  readonly lastPassAt: string | null;
  /** Messages in the queue. */
  readonly waiting: number;
  readonly path: PathReport;
}

/**
 * Reads the heartbeat of the `serve` of a data directory; `undefined` when there is none. It goes
 * with a clean stop; after a crash an old one stays, so look at `beatAt`.
 *
 * @example
 * ```ts
 * import { readHeartbeat } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(await readHeartbeat("/nonexistent/home"), undefined);
 * ```
 */
export async function readHeartbeat(home: string): Promise<Heartbeat | undefined> {
  try {
    return JSON.parse(await readFile(pathOf(home), "utf8")) as Heartbeat;
  } catch {
    return undefined;
  }
}

/** Replaces the heartbeat. It is not synced: flash wears, and after a crash it means nothing. */
export async function writeHeartbeat(home: string, heartbeat: Heartbeat): Promise<void> {
  const temporary = join(home, ".serve.json");
  await writeFile(temporary, `${JSON.stringify(heartbeat)}\n`, { mode: 0o600 });
  await rename(temporary, pathOf(home));
}

/** Takes the heartbeat away: nobody serves any more. */
export async function removeHeartbeat(home: string): Promise<void> {
  await unlink(pathOf(home)).catch(() => undefined);
}

function pathOf(home: string): string {
  return join(home, "serve.json");
}
