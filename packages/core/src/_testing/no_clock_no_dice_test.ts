import { describe, expect, it } from "@jest/globals";

const CLOCK = "Cannot read the clock: core is a function of its arguments";
const DICE = "Cannot throw dice: core is a function of its arguments";

describe("the set-up of core's tests", () => {
  it.each([
    ["Date.now()", () => Date.now(), CLOCK],
    ["new Date()", () => new Date(), CLOCK],
    ["Date()", () => Date(), CLOCK],
    ["performance.now()", () => performance.now(), CLOCK],
    ["Math.random()", () => Math.random(), DICE],
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(message);
  });

  it("allows an instant that is given", () => {
    expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
    expect(Date.UTC(1970, 0, 2)).toBe(86_400_000);
  });
});
