import { describe, expect, it } from "@jest/globals";
import { PACE_WINDOW_MS, Pace } from "./_pace.ts";

describe("Pace.take()", () => {
  it("keeps a fifth for what is urgent, and says how long there is no place", () => {
    const pace = new Pace(10);
    const normal = Array.from({ length: 9 }, (_, at) => pace.take(at * 100, false));
    expect(normal).toEqual([0, 0, 0, 0, 0, 0, 0, 0, PACE_WINDOW_MS - 800]);
    expect([pace.take(1000, true), pace.take(1000, true)]).toEqual([0, 0]);
    expect(pace.take(1000, true)).toBe(PACE_WINDOW_MS - 1000);
    expect(pace.take(PACE_WINDOW_MS, false)).toBe(200);
    expect(pace.take(PACE_WINDOW_MS, true)).toBe(0);
  });

  it("never lets more through in any minute than it may", () => {
    const pace = new Pace(7);
    const takenAtMs: number[] = [];
    for (let nowMs = 0; nowMs < 10 * PACE_WINDOW_MS; nowMs += 700) {
      if (pace.take(nowMs, nowMs % 2100 === 0) === 0) takenAtMs.push(nowMs);
    }
    for (const atMs of takenAtMs) {
      const inMinute = takenAtMs.filter((each) => each > atMs - PACE_WINDOW_MS && each <= atMs);
      expect(inMinute.length).toBeLessThanOrEqual(7);
    }
    expect(takenAtMs.length).toBeGreaterThan(60);
  });

  it("gives the only place to whoever comes", () => {
    const pace = new Pace(1);
    expect([pace.take(0, false), pace.take(0, true)]).toEqual([0, PACE_WINDOW_MS]);
  });
});
