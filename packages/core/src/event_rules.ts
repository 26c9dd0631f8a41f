import { printable } from "./_printable.ts";
import { SettingReader } from "./_setting_reader.ts";
import type { Problem } from "./problem.ts";
import type { Registry } from "./registry.ts";

const NAME_REGEXP = /^[a-z][a-z0-9_-]{0,63}$/i;

/** What the registry says of one event: `Events/On<Name>/...`. */
export interface EventRules {
  /** `Email`: whether the event is mailed at all. */
  readonly isMailed: boolean;
  /** `EmailBlock`; unset, it is the block of the event's own name. */
  readonly block: string;
  /** Whether a block was named; only then is it wrong that it holds no address. */
  readonly isBlockNamed: boolean;
  /** `HoldOff`: how long the event must be quiet before it is mailed at once again. */
  readonly holdOffMs: number;
}

/** The rules of an event, and everything that is wrong with them. */
export interface EventRulesReading {
  readonly rules: EventRules;
  readonly problems: readonly Problem[];
}

/**
 * Tells whether a text names an event: letters, digits, `-` and `_`, a letter first, at most 64.
 *
 * @example
 * ```ts
 * import { isEventName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isEventName("Alarm1"), true);
 * assert.equal(isEventName("../Alarm"), false);
 * ```
 */
export function isEventName(text: string): boolean {
  return NAME_REGEXP.test(text);
}

/**
 * Reads the rules of an event, in any case, and lists every problem at once. What cannot be used
 * counts as not set: an event with a wrong hold-off is still mailed.
 *
 * @example An event with one setting
 * ```ts
 * import { readEventRules, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.set("Events/OnAlarm/Email", "enabled");
 * assert.deepEqual(readEventRules(registry, "Alarm").rules, {
 *   isMailed: true,
 *   block: "Alarm",
 *   isBlockNamed: false,
 *   holdOffMs: 300_000,
 * });
 * ```
 */
export function readEventRules(registry: Registry, name: string): EventRulesReading {
  const node = `Events/On${name}`;
  const reader = new SettingReader(registry);
  const isMailed = reader.switchOrDefault(`${node}/Email`);
  const block = reader.text(`${node}/EmailBlock`);
  const holdOff = (text: string) => ({ value: Number(text) });
  const holdOffMs = reader.readOrDefault(`${node}/HoldOff`, holdOff) ?? DEFAULT_HOLD_OFF_MS;
  reader.warnOfUnknownKeys(node);
  const rules = { isMailed, block: block ?? name, isBlockNamed: block !== undefined, holdOffMs };
  const problems = isEventName(name) ? reader.problems : [...reader.problems, badName(name)];
  return { rules, problems };
}

// The catalogue's default, for a value that cannot be used.
const DEFAULT_HOLD_OFF_MS = 300_000;

function badName(name: string): Problem {
  const facts = {
    is: "it has a character that no event's name has",
    accepted: "letters, digits, - and _ are accepted",
  };
  return { code: "key-invalid", path: `Events/On${printable(name)}`, facts };
}
