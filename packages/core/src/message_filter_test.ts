import { describe, expect, it } from "@jest/globals";
import { type FilteredMessage, type MessageFilter, messageMatcher } from "./message_filter.ts";

const MESSAGE: FilteredMessage = {
  state: "delivered",
  names: ["0mwxxf1sm96dbd1860b", null],
  texts: ["Alarm: Pump 3 is dry", null, "ops@example.net", "Kühlhaus <unit7@example.com>"],
};

const ROWS: readonly (readonly [MessageFilter, boolean])[] = [
  [{}, true],
  [{ text: " " }, true],
  [{ text: "pump 3" }, true],
  [{ text: "3 PUMP ops@" }, true],
  [{ text: "KÜHLHAUS" }, true],
  [{ text: "pump 4" }, false],
  [{ text: "dry\nops" }, true],
  [{ text: "null" }, false],
  [{ text: "96DBD1860b" }, true],
  [{ text: "pump 96" }, false],
  [{ state: "delivered" }, true],
  [{ state: "waiting" }, false],
  [{ text: "pump", state: "failed" }, false],
];

const PARTIAL = { ...MESSAGE, state: "partial" } as const;

describe("messageMatcher()", () => {
  it.each(ROWS)("messageMatcher() with %j answers %s", (filter, expected) => {
    expect(messageMatcher(filter)(MESSAGE)).toBe(expected);
  });

  it.each([
    ["partial", true],
    ["failed", true],
    ["delivered", false],
  ] as const)("messageMatcher() for %s answers %s of one delivered in part", (state, expected) => {
    expect(messageMatcher({ state })(PARTIAL)).toBe(expected);
  });
});
