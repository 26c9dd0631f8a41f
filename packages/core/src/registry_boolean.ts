import { readRegistryBoolean } from "./_read_registry_boolean.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";

/**
 * Reads a boolean value: enabled/disabled, true/false, on/off, yes/no or 1/0, in any case.
 *
 * @throws {SyntaxError} If the text is none of these.
 * @example The spelling of the vendor's article
 * ```ts
 * import { parseRegistryBoolean } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(parseRegistryBoolean("TRUE"), true);
 * assert.equal(parseRegistryBoolean(" disabled "), false);
 * ```
 */
export function parseRegistryBoolean(text: string): boolean {
  return valueOrThrow("boolean", text, readRegistryBoolean(text));
}

/**
 * Reads a boolean value as {@linkcode parseRegistryBoolean} does; `undefined` when it is none.
 *
 * @example Something else
 * ```ts
 * import { tryParseRegistryBoolean } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseRegistryBoolean("on"), true);
 * assert.equal(tryParseRegistryBoolean("maybe"), undefined);
 * ```
 */
export function tryParseRegistryBoolean(text: string): boolean | undefined {
  return valueOrUndefined(readRegistryBoolean(text));
}

/**
 * Writes a boolean value in the one spelling that is written: `enabled` or `disabled`.
 *
 * @example Both of them
 * ```ts
 * import { formatRegistryBoolean } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(formatRegistryBoolean(true), "enabled");
 * assert.equal(formatRegistryBoolean(false), "disabled");
 * ```
 */
export function formatRegistryBoolean(value: boolean): string {
  return value ? "enabled" : "disabled";
}
