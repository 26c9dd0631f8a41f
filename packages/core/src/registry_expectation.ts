import type { Registry } from "./registry.ts";
import { foldRegistryKey } from "./registry_key.ts";
import { isSecretKey } from "./secret_key.ts";

/** What somebody saw of a key when a change was decided; `null` is unset. */
export interface RegistryExpectation {
  readonly key: string;
  readonly was: string | null;
}

/** A key that is no longer what was seen. */
export interface RegistryMismatch extends RegistryExpectation {
  readonly now: string | null;
}

/**
 * Finds the keys that are no longer what somebody saw, so that two people do not undo each other's
 * changes. A secret is not compared: nobody sees its value.
 *
 * @example
 * ```ts
 * import { findMismatches, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.set("Email/Port", "465");
 * assert.deepEqual(findMismatches(registry, [{ key: "email/port", was: "25" }]), [
 *   { key: "Email/Port", was: "25", now: "465" },
 * ]);
 * ```
 */
export function findMismatches(
  registry: Registry,
  expectations: readonly RegistryExpectation[],
): readonly RegistryMismatch[] {
  const seen = new Map(expectations.map((each) => [foldRegistryKey(each.key), each]));
  return [...seen.values()].flatMap(({ key, was }) => {
    const now = registry.get(key) ?? null;
    if (now === was || isSecretKey(key)) return [];
    return [{ key: registry.spelling(key) ?? key, was, now }];
  });
}
