import { type EventLine, type EventState, QUIET_EVENT } from "./event_decision.ts";

/** What the journal of an event says; lines that are none are counted. */
export interface EventJournalReading {
  readonly state: EventState;
  readonly unreadable: number;
}

/**
 * Writes a line of an event's journal: one JSON object, what it is in its member `kind`.
 *
 * @example
 * ```ts
 * import { formatRaisedLine, readEventJournal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const line = { atMs: 7, values: { level: "80" }, attachments: [], isUrgent: false };
 * const journal = formatRaisedLine(line, "1970-01-01T00:00:00.007Z");
 * assert.deepEqual(readEventJournal(journal).state.waiting, [line]);
 * ```
 */
export function formatRaisedLine(line: EventLine, isoTime: string): string {
  return `${JSON.stringify({ kind: "raised", time: isoTime, ...line })}\n`;
}

/**
 * Writes the journal that says no more than a state does: what an old one is replaced by.
 *
 * @param formatTime The moment as a person reads it; core has no calendar
 * @example
 * ```ts
 * import { formatEventJournal, QUIET_EVENT, readEventJournal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const state = { ...QUIET_EVENT, lastMailedAtMs: 5, lastRaisedAtMs: 4 };
 * assert.deepEqual(readEventJournal(formatEventJournal(state, String)), { state, unreadable: 0 });
 * ```
 */
export function formatEventJournal(
  state: EventState,
  formatTime: (atMs: number) => string,
): string {
  const { waiting, ...before } = state;
  const lines = waiting.map((line) => formatRaisedLine(line, formatTime(line.atMs)));
  return `${JSON.stringify({ kind: "before", ...before })}\n${lines.join("")}`;
}

/**
 * Reads the journal of an event; nothing throws. A line that cannot be read is passed over and
 * counted: a crash may have cut off the last one.
 *
 * @example
 * ```ts
 * import { QUIET_EVENT, readEventJournal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(readEventJournal('{"kind":"rais'), { state: QUIET_EVENT, unreadable: 1 });
 * ```
 */
export function readEventJournal(text: string): EventJournalReading {
  let before = QUIET_EVENT;
  const waiting: EventLine[] = [];
  let unreadable = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const entry = tryParseObject(line);
    if (entry?.["kind"] === "before") before = beforeOf(entry);
    else if (entry !== undefined && isRaised(entry)) waiting.push(lineOf(entry));
    else unreadable += 1;
  }
  return { state: { ...before, waiting }, unreadable };
}

type Entry = Readonly<Record<string, unknown>>;

function tryParseObject(line: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function isRaised(entry: Entry): boolean {
  return entry["kind"] === "raised" && Number.isFinite(entry["atMs"]);
}

function beforeOf(entry: Entry): EventState {
  const timeOf = (value: unknown) => (Number.isFinite(value) ? Number(value) : undefined);
  return {
    lastMailedAtMs: timeOf(entry["lastMailedAtMs"]),
    lastRaisedAtMs: timeOf(entry["lastRaisedAtMs"]),
    waiting: [],
  };
}

function lineOf({ atMs, values, attachments, isUrgent }: Entry): EventLine {
  return {
    atMs: Number(atMs),
    values: textsOf(values),
    attachments: Array.isArray(attachments) ? attachments.map(String) : [],
    isUrgent: isUrgent === true,
  };
}

function textsOf(values: unknown): Readonly<Record<string, string>> {
  if (typeof values !== "object" || values === null) return {};
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
