import { readMailboxList } from "./_read_mailbox_list.ts";
import { readNumberList } from "./_read_number_list.ts";
import { readWholeNumber } from "./_read_whole_number.ts";
import { SettingReader } from "./_setting_reader.ts";
import type { ToAscii } from "./host_name.ts";
import type { Mailbox } from "./mailbox_list.ts";
import { RETRY_TIMETABLE, type RetryTimetable } from "./next_attempt.ts";
import type { Problem } from "./problem.ts";
import type { Registry } from "./registry.ts";

/** How the queue works, out of the registry. */
export interface QueueSettings {
  readonly timetable: RetryTimetable;
  /** What becomes of a message that may already be delivered. */
  readonly uncertain: "again" | "ask";
  readonly connections: number;
  /** Who receives failure reports; empty stands for the sender of the message. */
  readonly reportTo: readonly Mailbox[];
}

/** The settings of a queue, and everything that is wrong with them. */
export interface QueueSettingsReading {
  readonly settings: QueueSettings;
  readonly problems: readonly Problem[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Reads how the queue works, and lists every problem at once.
 *
 * A value that cannot be used leaves the default in its place: a wrong timetable must not stop the
 * mail, so pass the problems on and go on.
 *
 * @example Less patience, and one thing wrong
 * ```ts
 * import { Registry, readQueueSettings } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["Queue/GiveUpAfter", "24"],
 *   ["Queue/Connections", "200"],
 * ]);
 * const { settings, problems } = readQueueSettings(registry, () => undefined);
 * assert.equal(settings.timetable.giveUpAfterMs, 24 * 3_600_000);
 * assert.equal(settings.connections, 2);
 * assert.deepEqual(problems.map(({ path }) => path), ["Queue/Connections"]);
 * ```
 */
export function readQueueSettings(registry: Registry, toAscii: ToAscii): QueueSettingsReading {
  const reader = new SettingReader(registry);
  const settings: QueueSettings = {
    timetable: readTimetable(reader),
    uncertain: reader.choice("Queue/Uncertain") === "ask" ? "ask" : "again",
    connections: reader.readAnyway("Queue/Connections", readWholeNumber) ?? 1,
    reportTo: reader.read("Queue/ReportTo", (text) => readMailboxList(text, toAscii, {})) ?? [],
  };
  reader.warnOfUnknownKeys("Queue");
  return { settings, problems: reader.problems };
}

function readTimetable(reader: SettingReader): RetryTimetable {
  const delays = reader.readAnyway("Queue/Delays", readNumberList) ?? [];
  const longest = reader.readAnyway("Queue/LongestDelay", readWholeNumber) ?? 0;
  const giveUpAfter = reader.readAnyway("Queue/GiveUpAfter", readWholeNumber) ?? 0;
  return {
    ...RETRY_TIMETABLE,
    firstDelaysMs: delays.map((minutes) => minutes * MINUTE_MS),
    longestDelayMs: longest * MINUTE_MS,
    giveUpAfterMs: giveUpAfter * HOUR_MS,
  };
}
