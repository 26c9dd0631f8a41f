import { describe, expect, it } from "@jest/globals";
import { isPort, parsePort, tryParsePort } from "./port.ts";

describe("parsePort()", () => {
  it.each([
    ["1", 1],
    ["25", 25],
    ["465", 465],
    ["65535", 65535],
  ])("parsePort() reads %s", (text, expected) => {
    expect(parsePort(text)).toBe(expected);
    expect(isPort(text)).toBe(true);
  });

  it.each([
    ["", "it is empty"],
    ["0", "it begins with a zero"],
    ["0587", "it begins with a zero"],
    ["65536", "it is too large"],
    ["9".repeat(500), "it is too large"],
    ["-1", "it is not made of digits alone"],
    ["+587", "it is not made of digits alone"],
    ["587 ", "it is not made of digits alone"],
    ["587\n", "it is not made of digits alone"],
    ["5.87e2", "it is not made of digits alone"],
    ["0x24b", "it is not made of digits alone"],
    ["٥٨٧", "it is not made of digits alone"],
    ["smtp", "it is not made of digits alone"],
  ])("parsePort() refuses %j", (text, is) => {
    expect(tryParsePort(text)).toBeUndefined();
    expect(isPort(text)).toBe(false);
    expect(() => parsePort(text)).toThrow(SyntaxError);
    expect(() => parsePort(text)).toThrow(`": ${is}, a number from 1 to 65535 is accepted`);
  });
});
