import { clearTimeout, setTimeout } from "node:timers";
import type { CapturedMessage } from "../capture/captured_message.ts";
import { type MessageFilter, mismatches } from "./message_filter.ts";

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

/** Says, when the time is over, what happened instead. */
export type ExplainTimeout = (filter: MessageFilter, timeoutMs: number) => Error;

interface Waiter {
  readonly filter: MessageFilter;
  resolve(message: CapturedMessage): void;
  reject(reason: unknown): void;
}

const DEFAULT_TIMEOUT_MS = 4000;

/**
 * Gives each message to at most one waiter, in the order in which they came; a message that
 * arrives before anybody waits for it is kept for the first who does.
 */
export class WaitingRoom {
  readonly #explain: ExplainTimeout;
  readonly #waiters: Set<Waiter> = new Set();
  readonly #taken: WeakSet<CapturedMessage> = new WeakSet();
  #closed: Error | undefined;

  constructor(explain: ExplainTimeout) {
    this.#explain = explain;
  }

  /** Resolves with the first message that matches and that nobody was given before. */
  next(
    present: readonly CapturedMessage[],
    filter: MessageFilter,
    limits: WaitLimits,
  ): Promise<CapturedMessage> {
    limits.signal?.throwIfAborted();
    const message = present.find((it) => this.#isFree(it, filter));
    if (message !== undefined) {
      this.#taken.add(message);
      return Promise.resolve(message);
    }
    return this.#closed === undefined ? this.#wait(filter, limits) : Promise.reject(this.#closed);
  }

  /** Offers a message that has just become visible. */
  offer(message: CapturedMessage): void {
    for (const waiter of this.#waiters) {
      if (isWanted(message, waiter)) {
        this.#taken.add(message);
        waiter.resolve(message);
        return;
      }
    }
  }

  /** Ends all waits, and all later ones that would have to wait. */
  close(reason: Error): void {
    this.#closed = reason;
    for (const waiter of this.#waiters) {
      waiter.reject(reason);
    }
  }

  #isFree(message: CapturedMessage, filter: MessageFilter): boolean {
    return !this.#taken.has(message) && mismatches(message, filter).length === 0;
  }

  #wait(filter: MessageFilter, limits: WaitLimits): Promise<CapturedMessage> {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = limits;
    const { promise, resolve, reject } = withResolvers<CapturedMessage>();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      this.#waiters.delete(waiter);
    };
    const waiter: Waiter = {
      filter,
      resolve: (message) => {
        end();
        resolve(message);
      },
      reject: (reason) => {
        end();
        reject(reason);
      },
    };
    const abort = (): void => waiter.reject(signal?.reason);
    const timer = setTimeout(() => waiter.reject(this.#explain(filter, timeoutMs)), timeoutMs);
    signal?.addEventListener("abort", abort);
    this.#waiters.add(waiter);
    return promise;
  }
}

/** A filter's function is the caller's code: what it throws is the caller's to see. */
function isWanted(message: CapturedMessage, waiter: Waiter): boolean {
  try {
    return mismatches(message, waiter.filter).length === 0;
  } catch (error) {
    waiter.reject(error);
    return false;
  }
}

interface Resolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: unknown): void;
}

/** What `Promise.withResolvers` does, which Node 20 has not. */
function withResolvers<T>(): Resolvers<T> {
  let resolve: (value: T) => void = ignore;
  let reject: (reason: unknown) => void = ignore;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

function ignore(): void {}
