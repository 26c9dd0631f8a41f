import { describe, expect, it } from "@jest/globals";
import { withLocalTimes } from "./local_times.ts";

function berlin(sentence: string): string {
  return withLocalTimes(sentence, "de", "Europe/Berlin");
}

describe("withLocalTimes()", () => {
  it.each([
    ["next attempt at 2026-11-26T16:48:30.367Z", "next attempt at 26.11.2026, 17:48:30 MEZ"],
    [
      "The certificate is valid from 2026-01-01 00:00 UTC to 2026-07-01 12:30 UTC.",
      "The certificate is valid from 01.01.2026, 01:00:00 MEZ to 01.07.2026, 14:30:00 MESZ.",
    ],
  ])("says %j in the viewer's zone", (english, local) => {
    expect(berlin(english)).toBe(local);
  });

  it.each([
    'a@example.net: refused for good, "550 until at 2026-11-26T16:48:30Z"; in clear',
    "verified by R3, until 2026-12-01 (5 days)",
    "next attempt at 2026-99-99T16:48:30Z",
    "2026-11-26T16:48:30Z stands alone",
  ])("leaves %j as it is", (sentence) => {
    expect(berlin(sentence)).toBe(sentence);
  });
});
