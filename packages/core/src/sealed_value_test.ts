import { describe, expect, it } from "@jest/globals";
import { isSealedValue } from "./sealed_value.ts";

const SEALED = `fp1:${"aB3+/".repeat(8)}`;

describe("isSealedValue()", () => {
  it.each([
    [SEALED, true],
    [`${SEALED}a==`, true],
    [`${SEALED}${"x".repeat(500)}`, true],
    [`${SEALED}a===`, false],
    [`${SEALED}=a`, false],
    [`${SEALED}\n`, false],
    [` ${SEALED}`, false],
    [SEALED.toUpperCase(), false],
    [SEALED.replace("fp1", "fp2"), false],
    [SEALED.replace("+", "-"), false],
    ["fp1:hunter2", false],
    ["", false],
    ["hunter2", false],
  ])("isSealedValue(%j) is %j", (value, sealed) => {
    expect(isSealedValue(value)).toBe(sealed);
  });
});
