import { clearTimeout, setTimeout } from "node:timers";
import type { CapturedSession } from "../capture/captured_session.ts";
import { WaitError, type WaitEvidence } from "./wait_error.ts";
import { DEFAULT_TIMEOUT_MS, type WaitLimits } from "./waiting_room.ts";

/** What counts as quiet, and how long to wait for it. */
export interface SettleOptions extends WaitLimits {
  /** How long nothing may have been said. @default {50} */
  readonly quietMs?: number;
}

/** What goes on in a server. */
export interface ActivitySource {
  /** Whether something is going on apart from sessions. */
  isBusy(): boolean;
  /** Sessions in the middle of something. */
  busySessions(): readonly CapturedSession[];
  /** When something happened last, by the clock `nowMs`. */
  lastActivityMs(): number;
  nowMs(): number;
  evidence(): WaitEvidence;
}

const DEFAULT_QUIET_MS = 50;

/** Waits until a server has been quiet for a while. It looks again when something has changed. */
export class Settlement {
  readonly #source: ActivitySource;
  readonly #waiting: Set<() => void> = new Set();

  constructor(source: ActivitySource) {
    this.#source = source;
  }

  /** Tells that something has happened. */
  stir(): void {
    for (const look of this.#waiting) {
      look();
    }
  }

  /** Resolves when it is quiet. */
  settled(options: SettleOptions): Promise<void> {
    const { quietMs = DEFAULT_QUIET_MS, timeoutMs = DEFAULT_TIMEOUT_MS, signal } = options;
    const sinceMs = this.#source.nowMs();
    if (signal?.aborted === true) {
      return Promise.reject(signal.reason);
    }
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        clearTimeout(limit);
        signal?.removeEventListener("abort", abort);
        this.#waiting.delete(look);
        settle();
      };
      const look = (): void => {
        clearTimeout(timer);
        if (this.#source.isBusy() || this.#source.busySessions().length > 0) {
          return;
        }
        const quietSinceMs = Math.max(sinceMs, this.#source.lastActivityMs());
        const remainingMs = quietSinceMs + quietMs - this.#source.nowMs();
        if (remainingMs <= 0) {
          end(resolve);
        } else {
          timer = setTimeout(look, Math.ceil(remainingMs));
        }
      };
      const abort = (): void => end(() => reject(signal?.reason));
      const limit = setTimeout(() => end(() => reject(this.#explain(timeoutMs))), timeoutMs);
      signal?.addEventListener("abort", abort);
      this.#waiting.add(look);
      look();
    });
  }

  #explain(timeoutMs: number): WaitError {
    const busy = this.#source.busySessions().map((session) => {
      const last = session.transcript.at(-1)?.text ?? "nothing was said";
      return `  session ${session.number} (${session.listener}): ${last}`;
    });
    const title = `Cannot see the server settle within ${timeoutMs} ms: ${busy.length} sessions are busy`;
    return new WaitError([title, ...busy].join("\n"), this.#source.evidence());
  }
}
