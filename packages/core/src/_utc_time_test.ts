import { describe, expect, it } from "@jest/globals";
import { formatUtcDate, formatUtcTime, tryParseUtcTime } from "./_utc_time.ts";

describe("formatUtcTime()", () => {
  it.each([
    [0, "1970-01-01 00:00 UTC"],
    [-1, "1969-12-31 23:59 UTC"],
    [951_782_400_000, "2000-02-29 00:00 UTC"],
    [1_798_761_599_000, "2026-12-31 23:59 UTC"],
    [4_107_542_400_000, "2100-03-01 00:00 UTC"],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])("%d is %s", (ms, text) => {
    expect(formatUtcTime(ms)).toBe(text);
  });
});

describe("tryParseUtcTime()", () => {
  it("reads back every day of 400 years", () => {
    const wrong: number[] = [];
    for (let day = -20_000; day < 126_097; day += 1) {
      const date = formatUtcDate(day * 86_400_000) ?? "";
      if (tryParseUtcTime(date) !== day * 86_400_000) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ["2026-11-22T09:13:05.123Z", 1_795_338_785_000],
    ["2026-13-01", undefined],
    ["2026-11-22 09:13", undefined],
    ["", undefined],
  ])("%s is %p", (text, ms) => {
    expect(tryParseUtcTime(text)).toBe(ms);
  });
});
