import { describe, expect, it } from "@jest/globals";
import {
  formatRegistryBoolean,
  parseRegistryBoolean,
  tryParseRegistryBoolean,
} from "./registry_boolean.ts";

const TRUE = ["enabled", "true", "on", "yes", "1"];
const FALSE = ["disabled", "false", "off", "no", "0"];

function spellings(word: string): string[] {
  return [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
    ` ${word}\t`,
  ];
}

describe("parseRegistryBoolean()", () => {
  it.each(TRUE.flatMap(spellings))("parseRegistryBoolean(%j) is true", (text) => {
    expect(parseRegistryBoolean(text)).toBe(true);
    expect(tryParseRegistryBoolean(text)).toBe(true);
  });

  it.each(FALSE.flatMap(spellings))("parseRegistryBoolean(%j) is false", (text) => {
    expect(parseRegistryBoolean(text)).toBe(false);
    expect(tryParseRegistryBoolean(text)).toBe(false);
  });

  it.each(["", " ", "2", "-1", "01", "enable", "yes!", "null", "t", "y", "ja"])(
    "parseRegistryBoolean() refuses %j",
    (text) => {
      expect(() => parseRegistryBoolean(text)).toThrow(SyntaxError);
      expect(tryParseRegistryBoolean(text)).toBeUndefined();
    },
  );

  it("parseRegistryBoolean() says what is accepted", () => {
    expect(() => parseRegistryBoolean("maybe")).toThrow(
      'Cannot read boolean "maybe": it is neither on nor off, enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted',
    );
  });
});

describe("formatRegistryBoolean()", () => {
  it.each([true, false])("formatRegistryBoolean(%j) is read back", (value) => {
    expect(parseRegistryBoolean(formatRegistryBoolean(value))).toBe(value);
  });
});
