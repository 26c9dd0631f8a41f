import { clearTimeout, setTimeout } from "node:timers";
import type { CapturedMessage } from "../capture/captured_message.ts";
import { allMismatches, isImmediate, type MessageFilter, mismatches } from "./message_filter.ts";

/** How long to wait, and what ends the wait before. */
export interface WaitLimits {
  /**
   * Below the 5000 that jest and vitest give a test, so that our error comes first.
   *
   * @default {4000}
   */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** What a wait is told that ends by itself. */
export const DEFAULT_TIMEOUT_MS = 4000;

/** Somebody who watches messages come. */
export interface Watch<T> {
  readonly filter: MessageFilter;
  /** Whether a message that matches is this watch's alone. */
  readonly takes: boolean;
  readonly limits: WaitLimits;
  /** Told each message that matches; ends the watch by returning a result. */
  matched(message: CapturedMessage): { readonly result: T } | undefined;
  /** Told that the time is over. */
  timedOut(timeoutMs: number): T | Promise<T>;
}

interface Watcher {
  offer(message: CapturedMessage): void;
  fail(reason: unknown): void;
  /** Ends the watch, once what came before has been judged. */
  end(then: () => void): void;
}

/**
 * Gives each message to at most one taker, in the order in which they came; a message that
 * arrives before anybody waits for it is kept for the first who does.
 */
export class WaitingRoom {
  readonly #watchers: Set<Watcher> = new Set();
  readonly #taken: WeakSet<CapturedMessage> = new WeakSet();
  #closed: Error | undefined;

  /** Whether a message has been given to somebody. */
  isTaken(message: CapturedMessage): boolean {
    return this.#taken.has(message);
  }

  /** Gives a message to somebody. */
  take(message: CapturedMessage): void {
    this.#taken.add(message);
  }

  /** Takes a message back, so that the next who asks may have it. */
  release(message: CapturedMessage): void {
    this.#taken.delete(message);
  }

  /** Shows a message that has just become visible to all who wait. */
  offer(message: CapturedMessage): void {
    for (const watcher of this.#watchers) {
      watcher.offer(message);
    }
  }

  /** Ends all waits, and all later ones that would have to wait. */
  close(reason: Error): void {
    this.#closed = reason;
    for (const watcher of this.#watchers) {
      watcher.fail(reason);
    }
  }

  /** Watches the messages that are there, in order, and then those that come. */
  watch<T>(present: readonly CapturedMessage[], watch: Watch<T>): Promise<T> {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = watch.limits;
    if (signal?.aborted === true) {
      return Promise.reject(signal.reason);
    }
    return new Promise<T>((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        if (this.#watchers.delete(watcher)) {
          settle();
        }
      };
      const watcher = this.#createWatcher(watch, {
        end,
        resolve: (result) => end(() => resolve(result)),
        reject: (reason) => end(() => reject(reason)),
      });
      const abort = (): void => watcher.fail(signal?.reason);
      const expire = (): void => watcher.end(() => resolve(answerTimeout(watch, timeoutMs)));
      const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : undefined;
      signal?.addEventListener("abort", abort);
      this.#watchers.add(watcher);
      for (const message of present) {
        watcher.offer(message);
      }
      if (this.#closed !== undefined) {
        watcher.fail(this.#closed);
      } else if (timeoutMs <= 0) {
        expire();
      }
    });
  }

  #createWatcher<T>(watch: Watch<T>, settle: Settle<T>): Watcher {
    const consider = (message: CapturedMessage): void => {
      if (!this.#watchers.has(watcher) || this.#taken.has(message)) {
        return;
      }
      if (watch.takes) {
        this.#taken.add(message);
      }
      const outcome = watch.matched(message);
      if (outcome !== undefined) {
        settle.resolve(outcome.result);
      }
    };
    // Messages whose body has to be parsed first are considered one after the other.
    let queue: Promise<void> = Promise.resolve();
    const watcher: Watcher = {
      fail: (reason) => {
        queue = queue.then(() => settle.reject(reason));
      },
      offer: (message) => {
        if (isImmediate(watch.filter)) {
          attempt(settle, () => {
            if (mismatches(message, watch.filter).length === 0) {
              consider(message);
            }
          });
        } else {
          queue = queue
            .then(() => allMismatches(message, watch.filter))
            .then((found) => (found.length === 0 ? consider(message) : undefined))
            .catch((error: unknown) => settle.reject(error));
        }
      },
      end: (then) => {
        // What has come already is judged first, even when its judgement takes a moment.
        queue = queue.then(() => settle.end(then));
      },
    };
    return watcher;
  }
}

interface Settle<T> {
  end(then: () => void): void;
  resolve(result: T): void;
  reject(reason: unknown): void;
}

/** A filter's function is the caller's code: what it throws is the caller's to see. */
function attempt(settle: { reject(reason: unknown): void }, action: () => void): void {
  try {
    action();
  } catch (error) {
    settle.reject(error);
  }
}

async function answerTimeout<T>(watch: Watch<T>, timeoutMs: number): Promise<T> {
  return watch.timedOut(timeoutMs);
}
