import type { Clock } from "./clock.ts";
import type { LogEvent, SystemLog } from "./system_log.ts";

/** Lines of one kind that may be written in one window: a flood must not push the log out of its file. */
export const AUDIT_LINES: number = 20;

/** The window, in milliseconds. */
export const AUDIT_WINDOW_MS: number = 10 * 60_000;

/** What an audit works with. */
export interface AuditLogOptions {
  readonly log: SystemLog;
  readonly clock: Clock;
}

interface Window {
  readonly startedAtMs: number;
  written: number;
  leftOut: number;
}

/**
 * Writes into the system log what happens around the pages. What strangers can cause at will is
 * written twenty times in ten minutes, then counted.
 *
 * @example
 * ```ts
 * import { AuditLog, openFieldpost, systemClock } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const { log } = await openFieldpost({ home });
 * const audit = new AuditLog({ log, clock: systemClock });
 * for (let at = 0; at < 1000; at++) await audit.appendLimited({ event: "knock", text: "Knock" });
 * await audit.close();
 * assert.equal((await log.lines()).length, 21);
 * await rm(home, { recursive: true });
 * ```
 */
export class AuditLog {
  readonly #options: AuditLogOptions;
  readonly #windows = new Map<string, Window>();

  constructor(options: AuditLogOptions) {
    this.#options = options;
  }

  /** Writes what only somebody who is known can cause. */
  async append(event: LogEvent): Promise<void> {
    await this.#options.log.append(event);
  }

  /** Writes what anybody can cause, or counts it. */
  async appendLimited(event: LogEvent): Promise<void> {
    const window = await this.#windowOf(event.event);
    if (window.written >= AUDIT_LINES) {
      window.leftOut += 1;
      return;
    }
    window.written += 1;
    await this.#options.log.append(event);
  }

  /** Writes how many were left out so far. */
  async close(): Promise<void> {
    for (const [event, window] of this.#windows) await this.#tellLeftOut(event, window);
    this.#windows.clear();
  }

  async #windowOf(event: string): Promise<Window> {
    const nowMs = this.#options.clock.nowMs();
    const last = this.#windows.get(event);
    const elapsedMs = nowMs - (last?.startedAtMs ?? 0);
    if (last !== undefined && elapsedMs >= 0 && elapsedMs < AUDIT_WINDOW_MS) return last;
    const window = { startedAtMs: nowMs, written: 0, leftOut: 0 };
    this.#windows.set(event, window);
    if (last !== undefined) await this.#tellLeftOut(event, last);
    return window;
  }

  async #tellLeftOut(event: string, { leftOut }: Window): Promise<void> {
    if (leftOut === 0) return;
    const text = `${leftOut} more of the kind ${event} were not written`;
    await this.#options.log.append({ event, text, facts: { leftOut } });
  }
}
