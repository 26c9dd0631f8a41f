import { expect, it } from "@jest/globals";
import { readHoldOff, unitOf } from "./hold_off.ts";

it.each([
  ["5", "minutes", "300000"],
  ["1,5", "minutes", "90000"],
  ["0.5", "seconds", "500"],
  [" 20 ", "ms", "20"],
  ["", "minutes", ""],
  ["soon", "minutes", "soon"],
  ["-1", "minutes", "-1"],
] as const)("readHoldOff() of %j %s is %j", (text, unit, value) => {
  expect(readHoldOff(text, unit)).toBe(value);
});

it.each([
  [300_000, "minutes"],
  [7_200_000, "hours"],
  [1500, "ms"],
  [2000, "seconds"],
  [0, "minutes"],
] as const)("unitOf() of %i ms is %s", (holdOffMs, unit) => {
  expect(unitOf(holdOffMs)).toBe(unit);
});
