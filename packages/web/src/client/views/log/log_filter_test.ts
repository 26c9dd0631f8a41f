import { expect, it } from "@jest/globals";
import type { LogLine } from "../../../api/log_api.ts";
import { filterLines, kindsOf, linesSince } from "./log_filter.ts";

function line(text: string, event: string | null): LogLine {
  return { id: text, line: `11/26/26 12:00:00.000, ${text}`, at: null, event, text };
}

const LINES = [line("Boot", "boot"), line("Mail delivered to ann", "delivered"), line("x", null)];

it.each([
  [{ text: "", kind: "" }, LINES],
  [{ text: " DELIVERED to ", kind: "" }, [LINES[1]]],
  [{ text: "", kind: "boot" }, [LINES[0]]],
  [{ text: "ann", kind: "boot" }, []],
] as const)("filterLines() with %j", (filter, shown) => {
  expect(filterLines(LINES, filter)).toEqual(shown);
});

it("kindsOf() names each kind once", () => {
  expect(kindsOf([...LINES, ...LINES])).toEqual(["boot", "delivered"]);
});

it("linesSince() counts what came after the last line that was kept", () => {
  expect(linesSince(LINES, LINES)).toBe(0);
  expect(linesSince(LINES.slice(0, 1), LINES)).toBe(2);
  expect(linesSince([], LINES)).toBe(3);
});
