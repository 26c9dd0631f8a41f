import { describe, expect, it } from "@jest/globals";
import { openFakeIo } from "../_testing/fake_io.ts";
import { choosePaint } from "./paint.ts";

describe("choosePaint()", () => {
  it.each([
    { environment: {}, isOutputTerminal: true, isColoured: true },
    { environment: {}, isOutputTerminal: false, isColoured: false },
    { environment: { NO_COLOR: "1" }, isOutputTerminal: true, isColoured: false },
    { environment: { NO_COLOR: "" }, isOutputTerminal: true, isColoured: true },
    { environment: { FORCE_COLOR: "1" }, isOutputTerminal: false, isColoured: true },
    { environment: { FORCE_COLOR: "0" }, isOutputTerminal: true, isColoured: false },
    { environment: { NO_COLOR: "1", FORCE_COLOR: "1" }, isOutputTerminal: true, isColoured: false },
    { environment: { TERM: "dumb" }, isOutputTerminal: true, isColoured: false },
  ])("choosePaint() for $environment, terminal $isOutputTerminal", (row) => {
    const { environment, isOutputTerminal, isColoured } = row;
    const paint = choosePaint(openFakeIo({ home: "", environment, isOutputTerminal }));
    expect(paint("bad", "x")).toBe(isColoured ? "\u001b[31mx\u001b[0m" : "x");
  });
});
