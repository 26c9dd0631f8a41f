import { describe, expect, it } from "@jest/globals";
import { CATALOGUE } from "./catalogue.ts";
import { parseEmailAddress } from "./email_address.ts";
import {
  type QueueSettings,
  type QueueSettingsReading,
  readQueueSettings,
} from "./read_queue_settings.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

function read(...assignments: readonly RegistryAssignment[]): QueueSettingsReading {
  return readQueueSettings(Registry.empty.apply(assignments).registry, () => undefined);
}

const DEFAULTS: QueueSettings = {
  timetable: {
    firstDelaysMs: [60_000, 300_000, 600_000, 1_200_000, 1_800_000],
    greylistDelaysMs: [300_000, 900_000, 1_800_000],
    growth: 1.5,
    longestDelayMs: 14_400_000,
    jitter: 0.2,
    uncertainDelayMs: 1_800_000,
    giveUpAfterMs: 432_000_000,
  },
  uncertain: "again",
  connections: 2,
  reportTo: [],
};

function timetable(change: Partial<QueueSettings["timetable"]>): Partial<QueueSettings> {
  return { timetable: { ...DEFAULTS.timetable, ...change } };
}

describe("readQueueSettings()", () => {
  it("readQueueSettings() of nothing gives the defaults", () => {
    expect(read()).toEqual({ settings: DEFAULTS, problems: [] });
  });

  it.each(
    CATALOGUE.filter(({ key }) => key.startsWith("Queue/")).map(
      (entry) => [entry.key, entry.default ?? ""] as const,
    ),
  )("readQueueSettings() takes an unset %s for %p", (key, value) => {
    expect(read([key, value])).toEqual({ settings: DEFAULTS, problems: [] });
  });

  it.each<readonly [string, string, Partial<QueueSettings>]>([
    ["Queue/Delays", "2", timetable({ firstDelaysMs: [2 * MINUTE_MS] })],
    [
      "Queue/Delays",
      "1,1440 , 7",
      timetable({ firstDelaysMs: [1, 1440, 7].map((each) => each * MINUTE_MS) }),
    ],
    ["Queue/LongestDelay", "60", timetable({ longestDelayMs: HOUR_MS })],
    ["queue/giveupafter", "1", timetable({ giveUpAfterMs: HOUR_MS })],
    ["Queue/GiveUpAfter", "720", timetable({ giveUpAfterMs: 720 * HOUR_MS })],
    ["Queue/Uncertain", "ASK", { uncertain: "ask" }],
    ["Queue/Connections", "1", { connections: 1 }],
    ["Queue/Connections", "20", { connections: 20 }],
    [
      "Queue/ReportTo",
      "ops@example.net",
      {
        reportTo: [
          { name: undefined, address: parseEmailAddress("ops@example.net", () => undefined) },
        ],
      },
    ],
  ])("readQueueSettings() reads %s = %s", (key, value, expected) => {
    expect(read([key, value])).toEqual({ settings: { ...DEFAULTS, ...expected }, problems: [] });
  });

  it.each([
    ["Queue/Delays", "0", "a part of it is no such number"],
    ["Queue/Delays", "1,,5", "a part of it is no such number"],
    ["Queue/Delays", "1 5", "a part of it is no such number"],
    ["Queue/Delays", Array.from({ length: 21 }, () => "1").join(), "it has too many numbers"],
    ["Queue/LongestDelay", "1441", "it is too large"],
    ["Queue/LongestDelay", "4h", "it is not a whole number"],
    ["Queue/GiveUpAfter", "0", "it is too small"],
    ["Queue/Uncertain", "perhaps", "it is not one of the choices"],
    ["Queue/Connections", "21", "it is too large"],
    ["Queue/Connections", "-1", "it is not a whole number"],
  ])("readQueueSettings() keeps the default for %s = %s and says why", (key, value, is) => {
    const { settings, problems } = read([key, value]);
    expect(settings).toEqual(DEFAULTS);
    expect(problems.map(({ code, path, facts }) => [code, path, facts["is"]])).toEqual([
      ["value-invalid", key, is],
    ]);
  });

  it("readQueueSettings() lists every problem at once", () => {
    const { problems } = read(
      ["Queue/Delays", "x"],
      ["Queue/ReportTo", "nobody"],
      ["Queue/Colour", "blue"],
    );
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "value-invalid Queue/Delays",
      "value-invalid Queue/ReportTo",
      "key-unknown Queue/Colour",
    ]);
  });
});
