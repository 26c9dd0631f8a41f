import type { Registry, RegistryAssignment } from "./registry.ts";
import type { RegistryChange } from "./registry_change.ts";

/** How long a trial may last, in seconds; the default is long enough to log in again. */
export const TRIAL_SECONDS: {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
} = { least: 10, usual: 120, most: 86_400 };

/** Settings that are taken back unless somebody confirms them. Times are in milliseconds since 1970. */
export interface SettingsTrial {
  readonly id: string;
  /** Who began it. */
  readonly by: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
  /** What it has changed; `before` is what was good until then. */
  readonly changes: readonly RegistryChange[];
}

/** What taking a trial back writes. */
export interface TrialRollBack {
  readonly assignments: readonly RegistryAssignment[];
  /** Keys that somebody has changed meanwhile: they stay as they are. */
  readonly kept: readonly string[];
}

/**
 * Tells whether a trial is over by the clock. One that was set back so far that the trial would last
 * twice as long as was agreed ends it as well: what is not confirmed must not stay for years.
 *
 * @example
 * ```ts
 * import { isTrialOver } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const trial = { id: "t1", by: "ann", startedAtMs: 0, expiresAtMs: 60_000, changes: [] };
 * assert.equal(isTrialOver(trial, 59_999), false);
 * assert.equal(isTrialOver(trial, 60_000), true);
 * ```
 */
export function isTrialOver(trial: SettingsTrial, nowMs: number): boolean {
  const { startedAtMs, expiresAtMs } = trial;
  const leftMs = expiresAtMs - nowMs;
  return leftMs <= 0 || leftMs > 2 * (expiresAtMs - startedAtMs);
}

/**
 * Decides what is written when a trial is taken back: each key gets the value that it had before,
 * unless it no longer has the value of the trial.
 *
 * @example A key that somebody has changed meanwhile stays
 * ```ts
 * import { Registry, rollBackTrial } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["Email/Port", "465"],
 *   ["IpConfig/MailHost", "other.example"],
 * ]);
 * const trial = {
 *   ...{ id: "t1", by: "ann", startedAtMs: 0, expiresAtMs: 60_000 },
 *   changes: [
 *     { kind: "changed", key: "Email/Port", before: "587", after: "465" },
 *     { kind: "added", key: "IpConfig/MailHost", after: "mail.example.com" },
 *   ],
 * } as const;
 * assert.deepEqual(rollBackTrial(trial, registry), {
 *   assignments: [["Email/Port", "587"]],
 *   kept: ["IpConfig/MailHost"],
 * });
 * ```
 */
export function rollBackTrial(trial: SettingsTrial, registry: Registry): TrialRollBack {
  const assignments: RegistryAssignment[] = [];
  const kept: string[] = [];
  for (const { key, before, after } of trial.changes) {
    const now = registry.get(key);
    if (now === before) continue;
    if (now === after) assignments.push([key, before ?? ""]);
    else kept.push(key);
  }
  return { assignments, kept };
}
