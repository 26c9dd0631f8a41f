import type { Registry } from "./registry.ts";

/** Without both nobody has begun to set a unit up. */
const NAMED_FIRST = ["IpConfig/MailHost", "IpConfig/EmailAddress"] as const;

/**
 * Tells whether nobody has begun to set a unit up: neither a mail server nor an address of its own has
 * been named. That such a unit cannot send is no fault.
 *
 * @example
 * ```ts
 * import { isNewUnit, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isNewUnit(Registry.empty), true);
 * const { registry } = Registry.empty.set("IpConfig/MailHost", "mail.example.com");
 * assert.equal(isNewUnit(registry), false);
 * ```
 */
export function isNewUnit(registry: Registry): boolean {
  return NAMED_FIRST.every((key) => !registry.has(key));
}
