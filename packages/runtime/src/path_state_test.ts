import { describe, expect, it } from "@jest/globals";
import { type PathGate, type PathState, pathGate } from "./path_state.ts";

const STATE: PathState = { fingerprint: "f", failures: 1, code: "RELAY_DENIED", meaning: "" };

describe("pathGate()", () => {
  it.each<readonly [string, PathState | undefined, PathGate]>([
    ["a path that is well", undefined, "open"],
    ["a path that only a person repairs", STATE, "closed"],
    ["a path before its time", { ...STATE, retryAtMs: 1001 }, "closed"],
    ["a path at its time", { ...STATE, retryAtMs: 1000 }, "open"],
    ["a fault that messages met", { ...STATE, retryAtMs: 1001, isMet: true }, "urgent"],
    ["a fault that one message met", { ...STATE, isMet: true, suspects: ["m"] }, "open"],
  ])("pathGate() of %s", (_, state, expected) => {
    expect(pathGate(state, 1000)).toBe(expected);
  });
});
