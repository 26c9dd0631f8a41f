import { watch } from "node:fs";
import { stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, systemClock } from "./clock.ts";
import { translateWriteError } from "./runtime_failure.ts";
import { findServe } from "./serve_lock.ts";

/** How long a reboot is waited for: longer than a stop may take. */
export const REBOOT_PATIENCE_MS: number = 60_000;

const LOOK_MS = 1000;

/** What became of a request to reboot. */
export type RebootResult = "rebooted" | "not-running" | "late";

/** Where the request is left; it is gone when it has been done. */
export function rebootRequestPath(home: string): string {
  return join(home, "serve.reboot");
}

/**
 * Asks the `serve` of a data directory to stop cleanly and start anew, and waits until it has.
 *
 * @returns `not-running` when no process serves the directory, or none does any more; `late` when it
 *   has not restarted in time, and still will
 * @throws {RuntimeFailure} If the request cannot be written
 * @example
 * ```ts
 * import { requestReboot } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * assert.equal(await requestReboot(home), "not-running");
 * await rm(home, { recursive: true });
 * ```
 */
export async function requestReboot(
  home: string,
  options: { readonly clock?: Clock; readonly patienceMs?: number } = {},
): Promise<RebootResult> {
  const { clock = systemClock, patienceMs = REBOOT_PATIENCE_MS } = options;
  if ((await findServe(home, clock)) === undefined) return "not-running";
  const path = rebootRequestPath(home);
  const watcher = new RemovalWatch(home);
  try {
    await writeFile(path, `${process.pid}\n`, { mode: 0o600 });
    const giveUpAtMs = clock.nowMs() + patienceMs;
    while (await exists(path)) {
      if ((await findServe(home, clock)) === undefined) {
        await unlink(path).catch(() => undefined);
        return "not-running";
      }
      if (clock.nowMs() >= giveUpAtMs) return "late";
      await watcher.next();
    }
    return "rebooted";
  } catch (error) {
    throw translateWriteError(path, error);
  } finally {
    watcher.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** Resolves at each change of a directory, and once a second where nothing tells. */
class RemovalWatch {
  readonly #close: () => void;
  #resolve: (() => void) | undefined;
  #hasChanged = false;

  constructor(path: string) {
    const onChange = (): void => {
      this.#hasChanged = true;
      this.#resolve?.();
    };
    const timer = setInterval(onChange, LOOK_MS);
    let closeWatch = (): void => undefined;
    try {
      const watcher = watch(path, onChange);
      watcher.on("error", () => undefined);
      closeWatch = () => watcher.close();
    } catch {
      // The interval is enough.
    }
    this.#close = () => {
      clearInterval(timer);
      closeWatch();
    };
  }

  async next(): Promise<void> {
    if (!this.#hasChanged) {
      await new Promise<void>((resolve) => {
        this.#resolve = resolve;
      });
    }
    this.#hasChanged = false;
  }

  close(): void {
    this.#close();
  }
}
