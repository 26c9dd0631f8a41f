import { describe, expect, it } from "@jest/globals";
import { readSecretLine } from "./secret_line.ts";

describe("readSecretLine()", () => {
  it.each([
    ["", undefined],
    ["abc", undefined],
    ["abc\r", { answer: { kind: "line", text: "abc" }, rest: "" }],
    ["abc\n", { answer: { kind: "line", text: "abc" }, rest: "" }],
    ["abc\r\ndef\r", { answer: { kind: "line", text: "abc" }, rest: "def\r" }],
    ["ab\u007fc\b\br\r", { answer: { kind: "line", text: "r" }, rest: "" }],
    ["\u007f\u007fa\r", { answer: { kind: "line", text: "a" }, rest: "" }],
    ["old\u0015new\r", { answer: { kind: "line", text: "new" }, rest: "" }],
    ["p\u{1f511}\u007fq\r", { answer: { kind: "line", text: "pq" }, rest: "" }],
    [
      "a\u001b[Db\u001b[200~c\u001b[201~\u001bOA\r",
      { answer: { kind: "line", text: "abc" }, rest: "" },
    ],
    ["a\u0000\u0009b\r", { answer: { kind: "line", text: "ab" }, rest: "" }],
    ["\u0004", { answer: { kind: "end" }, rest: "" }],
    ["ab\u0004", { answer: { kind: "line", text: "ab" }, rest: "" }],
    ["ab\u0003cd", { answer: { kind: "interrupted" }, rest: "cd" }],
    ["p\u00e4ss w\u00f6rd\r", { answer: { kind: "line", text: "p\u00e4ss w\u00f6rd" }, rest: "" }],
  ])("readSecretLine() reads %j", (typed, line) => {
    expect(readSecretLine(typed)).toEqual(line);
  });
});
