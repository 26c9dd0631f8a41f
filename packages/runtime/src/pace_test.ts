import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { PACE_WINDOW_MS, Pace } from "./_pace.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { nodeFiles } from "./durable_files.ts";

/** Takes places at moments of its own, as often as there are processes beside each other. */
function openPace(limit: number, count = 1): (nowMs: number, isUrgent: boolean) => Promise<number> {
  const clock = { at: 0, nowMs: () => clock.at };
  const path = join(temporaryHome(), "pace.json");
  const paces = Array.from(
    { length: count },
    () => new Pace({ path, limit, clock, files: nodeFiles }),
  );
  let turn = 0;
  return async (nowMs, isUrgent) => {
    clock.at = nowMs;
    turn += 1;
    return (await paces[turn % count]?.take(isUrgent)) ?? Number.NaN;
  };
}

describe("Pace.take()", () => {
  it.each([1, 3])(
    "Pace.take() keeps a fifth for what is urgent, and says how long there is no place, in %p processes",
    async (count) => {
      const take = openPace(10, count);
      const normal: number[] = [];
      for (let at = 0; at < 9; at++) normal.push(await take(at * 100, false));
      expect(normal).toEqual([0, 0, 0, 0, 0, 0, 0, 0, PACE_WINDOW_MS - 800]);
      expect([await take(1000, true), await take(1000, true)]).toEqual([0, 0]);
      expect(await take(1000, true)).toBe(PACE_WINDOW_MS - 1000);
      expect(await take(PACE_WINDOW_MS, false)).toBe(200);
      expect(await take(PACE_WINDOW_MS, true)).toBe(0);
    },
  );

  it("Pace.take() never lets more through in any minute than it may", async () => {
    const take = openPace(7, 2);
    const takenAtMs: number[] = [];
    for (let nowMs = 0; nowMs < 10 * PACE_WINDOW_MS; nowMs += 700) {
      if ((await take(nowMs, nowMs % 2100 === 0)) === 0) takenAtMs.push(nowMs);
    }
    for (const atMs of takenAtMs) {
      const inMinute = takenAtMs.filter((each) => each > atMs - PACE_WINDOW_MS && each <= atMs);
      expect(inMinute.length).toBeLessThanOrEqual(7);
    }
    expect(takenAtMs.length).toBeGreaterThan(60);
  });

  it("Pace.take() gives the only place to whoever comes", async () => {
    const take = openPace(1);
    expect([await take(0, false), await take(0, true)]).toEqual([0, PACE_WINDOW_MS]);
  });

  it("Pace.take() forgets moments that a clock was wrong about", async () => {
    const take = openPace(1);
    expect([await take(10 * PACE_WINDOW_MS, false), await take(0, false)]).toEqual([0, 0]);
  });
});
