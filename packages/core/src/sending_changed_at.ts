import { affectsSending } from "./overview_of.ts";
import type { RegistryChange } from "./registry_change.ts";
import { foldRegistryKey } from "./registry_key.ts";
import { isSecretKey } from "./secret_key.ts";

/** Changes that were made together, as a history keeps them. Times are in milliseconds since 1970. */
export interface DatedChanges {
  readonly atMs: number;
  readonly changes: readonly RegistryChange[];
}

/**
 * Tells since when the settings that send are others than they were at a moment; `undefined` when they
 * are the same: never changed, or changed and changed back. A secret that was changed is another one.
 *
 * @param history The newest first
 * @example
 * ```ts
 * import { sendingChangedAt } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const key = "Email/Port";
 * const there = { atMs: 2000, changes: [{ kind: "changed" as const, key, before: "587", after: "25" }] };
 * const back = { atMs: 3000, changes: [{ kind: "changed" as const, key, before: "25", after: "587" }] };
 * assert.equal(sendingChangedAt([there], 1000), 2000);
 * assert.equal(sendingChangedAt([back, there], 1000), undefined);
 * assert.equal(sendingChangedAt([there], 2000), undefined);
 * ```
 */
export function sendingChangedAt(
  history: readonly DatedChanges[],
  sinceMs: number,
): number | undefined {
  const found = new Map<string, { atMs: number; after: string | undefined; isOther: boolean }>();
  for (const { atMs, changes } of history) {
    if (atMs <= sinceMs) break;
    for (const { key, before, after } of changes.filter((each) => affectsSending(each.key))) {
      const folded = foldRegistryKey(key);
      const newest = found.get(folded) ?? { atMs, after, isOther: false };
      const isOther = isSecretKey(key) || newest.after !== before;
      found.set(folded, { ...newest, isOther });
    }
  }
  const others = [...found.values()].filter(({ isOther }) => isOther).map(({ atMs }) => atMs);
  return others.length === 0 ? undefined : Math.max(...others);
}
