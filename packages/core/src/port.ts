import { readPort } from "./_read_port.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";

/**
 * Reads a TCP port: decimal digits alone, 1 to 65535.
 *
 * Signs, spaces, fractions, exponents and leading zeros are refused.
 *
 * @throws {SyntaxError} If the text is not such a number.
 * @example A port
 * ```ts
 * import { parsePort } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(parsePort("587"), 587);
 * assert.throws(() => parsePort("+587"), SyntaxError);
 * ```
 */
export function parsePort(text: string): number {
  return valueOrThrow("port", text, readPort(text));
}

/**
 * Reads a TCP port as {@linkcode parsePort} does, or answers `undefined`.
 *
 * @example No port
 * ```ts
 * import { tryParsePort } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParsePort("0"), undefined);
 * ```
 */
export function tryParsePort(text: string): number | undefined {
  return valueOrUndefined(readPort(text));
}

/**
 * Whether the text is a port that {@linkcode parsePort} accepts.
 *
 * @example The highest port
 * ```ts
 * import { isPort } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isPort("65535"), true);
 * assert.equal(isPort("65536"), false);
 * ```
 */
export function isPort(text: string): boolean {
  return tryParsePort(text) !== undefined;
}
