import { describe, expect, it } from "@jest/globals";
import { isSessionAlive } from "./session_limits.ts";

const limits = { idleMs: 30, absoluteMs: 100 };

describe("isSessionAlive()", () => {
  it.each([
    [0, 0, 0, true],
    [0, 0, 29, true],
    [0, 0, 30, false],
    [0, 80, 99, true],
    [0, 80, 100, false],
    [50, 50, 49, false],
  ])(
    "isSessionAlive() begun %i and seen %i is at %i: %s",
    (startedAtMs, lastSeenAtMs, nowMs, alive) => {
      expect(isSessionAlive({ startedAtMs, lastSeenAtMs }, nowMs, limits)).toBe(alive);
    },
  );
});
