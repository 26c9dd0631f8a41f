import { describe, expect, it } from "@jest/globals";
import { formatGateResult, runGate } from "./run_gate.ts";

const STEPS = [
  { name: "first", run: async () => ({ summary: "2 files", findings: [] }) },
  {
    name: "second",
    run: async () => ({
      summary: "1 file",
      findings: [{ path: "a.ts", line: 3, rule: "drawer", message: "no" }],
    }),
  },
  { name: "third", run: () => Promise.reject("Cannot start") },
  { name: "fourth", run: async () => ({ summary: "4 files", findings: [] }) },
];

describe("runGate()", () => {
  it("runs every step, also after one that fails or throws", async () => {
    const lines: string[] = [];
    const result = await runGate("nowhere", STEPS, (line) => lines.push(line));
    expect(result).toEqual({ passed: ["first", "fourth"], failed: ["second", "third"] });
    expect(lines).toEqual([
      "ok  first       (2 files)",
      "NOT second      (1 file)",
      "    a.ts:3 drawer no",
      "NOT third       (did not finish)",
      "    .:1 third Cannot start",
      "ok  fourth      (4 files)",
    ]);
  });
});

describe("formatGateResult()", () => {
  it.each([
    [{ passed: ["a"], failed: [] }, "Fieldpost: gate passed"],
    [{ passed: [], failed: ["a", "b"] }, "Fieldpost: gate failed: a, b"],
  ])("of %j is %j", (result, line) => {
    expect(formatGateResult(result)).toBe(line);
  });
});
