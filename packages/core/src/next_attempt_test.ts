import { describe, expect, it } from "@jest/globals";
import { nextAttempt, RETRY_TIMETABLE, type RetrySituation } from "./next_attempt.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function waitMinutes(changes: Partial<RetrySituation>): number | undefined {
  const nowMs = changes.nowMs ?? 0;
  const situation: RetrySituation = {
    reason: "deferred",
    attempts: 1,
    acceptedAtMs: 0,
    nowMs,
    dice: 0.5,
    ...changes,
  };
  const atMs = nextAttempt(situation, RETRY_TIMETABLE);
  return atMs === undefined ? undefined : (atMs - nowMs) / MINUTE_MS;
}

describe("nextAttempt()", () => {
  it.each([
    ["deferred", [1, 5, 10, 20, 30, 45, 67.5, 101.25, 151.875, 227.8125, 240, 240]],
    ["greylisted", [5.5, 16.5, 33, 49.5, 74.25, 111.375, 167.0625, 250.59375, 264]],
    ["uncertain", [33, 33, 33]],
  ] as const)("waits for a %s message %j minutes", (reason, minutes) => {
    expect(minutes.map((_, at) => waitMinutes({ reason, attempts: at + 1 }))).toEqual(minutes);
  });

  it.each([
    ["deferred", 0, 0.8],
    ["deferred", 1, 1.2],
    ["greylisted", 0, 5],
    ["greylisted", 1, 6],
    ["uncertain", 0, 30],
    ["uncertain", 1, 36],
  ] as const)(
    "moves the wait of a %s message with dice %d to %d minutes",
    (reason, dice, minutes) => {
      expect(waitMinutes({ reason, dice })).toBe(minutes);
    },
  );

  it.each([
    ["one moment before five days", 5 * DAY_MS - MINUTE_MS / 2, 0.5],
    ["at five days", 5 * DAY_MS, undefined],
    ["after five days", 6 * DAY_MS, undefined],
  ])("ends the waiting %s", (_, nowMs, minutes) => {
    expect(waitMinutes({ nowMs })).toBe(minutes);
  });

  it("always waits, and at most four hours and a fifth", () => {
    for (let attempts = 1; attempts < 500; attempts++) {
      for (const dice of [0, 0.25, 0.999]) {
        const minutes = waitMinutes({ attempts, dice }) ?? 0;
        expect(minutes).toBeGreaterThan(0);
        expect(minutes).toBeLessThanOrEqual(288);
      }
    }
  });
});
