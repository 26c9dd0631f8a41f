const PLACEHOLDER_REGEXP = /\{([a-z][a-z0-9_.-]{0,63})\}/gi;

/** A text with its placeholders filled, and those that nobody could fill. */
export interface FilledTemplate {
  readonly text: string;
  /** Each name once; in the text they stay as they were. */
  readonly unknown: readonly string[];
}

/**
 * Fills each `{name}` of a text with a value, looked up in any case. What a value brings is text: a
 * placeholder in it is not filled again.
 *
 * @param values By names in lower case
 * @example
 * ```ts
 * import { fillTemplate } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const values = new Map([["level", "{max} cm"], ["max", "80"]]);
 * assert.deepEqual(fillTemplate("{Level} of {max}, {pump} off", values), {
 *   text: "{max} cm of 80, {pump} off",
 *   unknown: ["pump"],
 * });
 * ```
 */
export function fillTemplate(text: string, values: ReadonlyMap<string, string>): FilledTemplate {
  const unknown = new Set<string>();
  const filled = text.replace(PLACEHOLDER_REGEXP, (whole: string, name: string) => {
    const value = values.get(name.toLowerCase());
    if (value === undefined) unknown.add(name);
    return value ?? whole;
  });
  return { text: filled, unknown: [...unknown] };
}
