import { describe, expect, it } from "@jest/globals";
import { showLine, showLines } from "./show_text.ts";

describe("showLine()", () => {
  it.each([
    ["plain ä \u{1f511}", "plain ä \u{1f511}"],
    ["\u001b]0;owned\u0007", "\\u{1b}]0;owned\\u{7}"],
    ["a\r\nb\tc", "a\\u{d}\\u{a}b\\u{9}c"],
    ["\u202egnp.exe", "\\u{202e}gnp.exe"],
    ["\u009b31m\ud800", "\\u{9b}31m\\u{d800}"],
  ])("showLine() writes out what acts in %j", (text, shown) => {
    expect(showLine(text)).toBe(shown);
  });
});

describe("showLines()", () => {
  it("showLines() keeps line ends and tabs only", () => {
    expect(showLines("a\r\nb\tc\rd\u001b")).toBe("a\nb\tc\\u{d}d\\u{1b}");
  });
});
