import { readRegistryKey } from "./_read_registry_key.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";

/**
 * Reads a registry key: a leading slash is dropped, the spelling is kept.
 *
 * Parts are separated by `/`. No part is empty, begins with a space, `;` or `#`, or ends with a space;
 * no key holds `=`, `[`, `]`, `"`, a control or invisible character, or more than 255 characters.
 * What remains is exactly what a registry document can carry without quoting. The rule is ours.
 *
 * @throws {SyntaxError} If the text is not a key.
 * @example A key with a leading slash
 * ```ts
 * import { parseRegistryKey } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(parseRegistryKey("/Email/Port"), "Email/Port");
 * assert.throws(() => parseRegistryKey("Email//Port"), SyntaxError);
 * ```
 */
export function parseRegistryKey(text: string): string {
  return valueOrThrow("key", text, readRegistryKey(text));
}

/**
 * Reads a registry key as {@linkcode parseRegistryKey} does; `undefined` when the text is not one.
 *
 * @example A text that is not a key
 * ```ts
 * import { tryParseRegistryKey } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseRegistryKey("Email/Port"), "Email/Port");
 * assert.equal(tryParseRegistryKey("Email/Port="), undefined);
 * ```
 */
export function tryParseRegistryKey(text: string): string | undefined {
  return valueOrUndefined(readRegistryKey(text));
}

/**
 * Folds a key to the form under which it is looked up: two spellings of one key fold alike.
 *
 * @example Two spellings
 * ```ts
 * import { foldRegistryKey } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(foldRegistryKey("/EMAIL/port"), foldRegistryKey("Email/Port"));
 * ```
 */
export function foldRegistryKey(key: string): string {
  const bare = key.startsWith("/") ? key.slice(1) : key;
  // Through upper case, or the two small sigmas differ; to lower case first, or the capital sharp s does.
  return bare.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Tells whether a key is dynamic: its last part begins with `$`, the system owns it, and it is
 * never saved.
 *
 * @example An hour meter
 * ```ts
 * import { isDynamicKey } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isDynamicKey("IO/Inputs/din1/$HourMeter"), true);
 * assert.equal(isDynamicKey("$System/Name"), false);
 * ```
 */
export function isDynamicKey(key: string): boolean {
  return key.startsWith("$", key.lastIndexOf("/") + 1);
}
