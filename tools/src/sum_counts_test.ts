import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { sumCounts } from "./sum_counts.ts";

const TESTS = { numPassedTests: 7 };
const GATE = { passed: ["a", "b"], failed: [] };

describe("sumCounts()", () => {
  it.each([
    ["two good reports", TESTS, GATE, { passed: 9, failed: 0 }],
    ["a failed test", { ...TESTS, numFailedTests: 2 }, GATE, { passed: 9, failed: 2 }],
    ["a failed step", TESTS, { passed: ["a"], failed: ["b"] }, { passed: 8, failed: 1 }],
    ["a skipped test", { ...TESTS, numPendingTests: 4 }, GATE, { passed: 9, failed: 1 }],
    ["no report of the tests", undefined, GATE, { passed: 2, failed: 1 }],
    ["no report of the gate", TESTS, undefined, { passed: 7, failed: 1 }],
    ["no report at all", undefined, undefined, { passed: 0, failed: 2 }],
  ])("counts %s", (_, tests, gate, counts) => {
    const folder = temporaryFolder({
      ...(tests === undefined ? {} : { "tests.json": JSON.stringify(tests) }),
      ...(gate === undefined ? {} : { "gate.json": JSON.stringify(gate) }),
    });
    expect(sumCounts(join(folder, "tests.json"), join(folder, "gate.json"))).toEqual(counts);
  });
});
