import { describe, expect, it } from "@jest/globals";
import { findLoadFaults, type PagesLoadBooks } from "./pages_load_books.ts";

const GOOD: PagesLoadBooks = {
  ...{ accepted: 1000, delivered: 1000, seconds: 5 },
  ...{ viewers: 200, viewersCut: 0, viewersAtEnd: 200, leastEvents: 8, mostEvents: 8, mibSent: 57 },
  ...{ mibBefore: 84, mibFirstThird: 100, mibPeak: 110, mibAfter: 104, mibAlive: [30, 31, 33] },
};

describe("findLoadFaults()", () => {
  it.each([
    ["nothing wrong", {}, []],
    ["a message that is lost", { delivered: 999 }, ["1 messages were not delivered"]],
    ["a viewer that was cut off", { viewersCut: 1 }, ["1 viewers were cut off"]],
    ["an end unseen", { viewersAtEnd: 199 }, ["not every viewer has seen everything"]],
    ["an event that one missed", { leastEvents: 7 }, ["not every viewer has seen everything"]],
    ["growth", { mibPeak: 111 }, ["memory grew from 100 to 111 MiB after the first third"]],
    ["a leak", { mibAlive: [30, 32, 34] }, ["the live heap grew from 30 to 34 MiB"]],
    ["nothing measured", { mibAlive: [] }, ["the live heap grew from NaN to NaN MiB"]],
  ] as const)("findLoadFaults() of %s", (_, change, faults) => {
    expect(findLoadFaults({ ...GOOD, ...change })).toEqual(faults);
  });
});
