import type { EmailBlock } from "./email_block.ts";
import type { EventLine } from "./event_decision.ts";
import { fillTemplate } from "./fill_template.ts";

/** Placeholders that the unit fills itself; no value may have such a name. */
export const EVENT_PLACEHOLDERS: readonly string[] = ["unit", "event", "time", "count"];

const VALUE_NAME_REGEXP = /^[a-z][a-z0-9_.-]{0,63}$/i;
// What a header, a log or a mail program would obey instead of show.
const UNPRINTABLE_REGEXP = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const UNPRINTABLE_IN_TEXT_REGEXP = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SUBJECT_LIMIT = 500;

/** What a message about an event is made from. */
export interface EventMessageParts {
  readonly event: string;
  /** The unit's name. */
  readonly unit: string;
  readonly block: Pick<EmailBlock, "subject" | "message">;
  /** At least one, oldest first. */
  readonly lines: readonly EventLine[];
  /** Writes a moment for a person; core has no calendar. */
  readonly formatTime: (atMs: number) => string;
}

/** A message without its envelope. */
export interface EventMessage {
  readonly subject: string;
  readonly text: string;
  /** Placeholders that nobody could fill, each once. */
  readonly unknown: readonly string[];
}

/**
 * Tells whether a value may have this name: one that a placeholder can ask for, and that is not
 * filled by the unit.
 *
 * @example
 * ```ts
 * import { isEventValueName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(["level", "Time", "a b"].map(isEventValueName), [true, false, false]);
 * ```
 */
export function isEventValueName(name: string): boolean {
  return VALUE_NAME_REGEXP.test(name) && !EVENT_PLACEHOLDERS.includes(name.toLowerCase());
}

/**
 * Words the message about an event. One line fills the block's subject and message. Several make a
 * digest: the first line fills the block, and below it each line stands with its time and values, none
 * left out.
 *
 * Values cannot make a second header or hide anything: in the subject every control character and
 * line break becomes a space, in the message every one but a tab or the end of a line.
 *
 * @example
 * ```ts
 * import { eventMessage } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const line = { atMs: 0, values: { level: "80\r\nBcc: x@example.com" }, attachments: [], isUrgent: false };
 * const block = { subject: "{unit}: water at {level}", message: "Seen at {time}." };
 * const formatTime = () => "noon";
 * const parts = { event: "Alarm", unit: "unit7", block, lines: [line], formatTime };
 * assert.deepEqual(eventMessage(parts), {
 *   subject: "unit7: water at 80 Bcc: x@example.com",
 *   text: "Seen at noon.\n",
 *   unknown: [],
 * });
 * ```
 */
export function eventMessage(parts: EventMessageParts): EventMessage {
  const { block, lines } = parts;
  const isDigest = lines.length > 1;
  const values = placeholdersOf(parts);
  const subject = fillTemplate(block.subject || "{unit}: {event}", oneLined(values));
  const message = fillTemplate(block.message || defaultMessage(parts), values);
  const more = isDigest ? ` (and ${lines.length - 1} more)` : "";
  const text = isDigest ? `${ended(message.text)}\n${digestOf(parts)}` : ended(message.text);
  return {
    subject: `${oneLine(subject.text).slice(0, SUBJECT_LIMIT)}${more}`,
    text: text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE_IN_TEXT_REGEXP, " "),
    unknown: [...new Set([...subject.unknown, ...message.unknown])],
  };
}

/**
 * Writes one line of a digest, or of the log: its time, the event, its values.
 *
 * @example
 * ```ts
 * import { formatEventLine } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const line = { atMs: 0, values: { level: "80\ncm" }, attachments: [], isUrgent: false };
 * assert.equal(formatEventLine("Alarm", line), "Alarm: level=80 cm");
 * ```
 */
export function formatEventLine(event: string, { values }: EventLine): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${oneLine(value)}`);
  return pairs.length === 0 ? event : `${event}: ${pairs.join(", ")}`;
}

function placeholdersOf({
  event,
  unit,
  lines,
  formatTime,
}: EventMessageParts): Map<string, string> {
  const first = lines[0];
  const given = Object.entries(first?.values ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return new Map([
    ...given,
    ["unit", unit],
    ["event", event],
    ["time", formatTime(first?.atMs ?? 0)],
    ["count", String(lines.length)],
  ]);
}

// A value may hold anything, braces among them: it is the text here, and no template.
function defaultMessage({ lines }: EventMessageParts): string {
  const names = Object.keys(lines[0]?.values ?? {});
  return ["{event} on {unit} at {time}", ...names.map((name) => `${name}: {${name}}`)].join("\n");
}

function digestOf({ event, lines, formatTime }: EventMessageParts): string {
  const shown = lines.map((line) => `${formatTime(line.atMs)}, ${formatEventLine(event, line)}\n`);
  return `Raised ${lines.length} times:\n\n${shown.join("")}`;
}

function oneLined(values: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...values].map(([name, value]) => [name, oneLine(value)] as const));
}

function oneLine(text: string): string {
  return text.replace(UNPRINTABLE_REGEXP, " ").trim();
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
