import { describe, expect, it } from "@jest/globals";
import type { TranscriptEntry } from "../engine/transcript.ts";
import { maskCommand, maskTranscript } from "./mask_transcript.ts";

function entries(...lines: readonly string[]): readonly TranscriptEntry[] {
  return lines.map((line) => ({
    atMs: 0,
    by: line.startsWith("S: ") ? "server" : "client",
    text: line.slice(3),
  }));
}

function masked(...lines: readonly string[]): readonly string[] {
  return maskTranscript(entries(...lines)).map(({ text }) => text);
}

describe("maskTranscript()", () => {
  it.each([
    [["C: AUTH PLAIN AGEAYg=="], ["AUTH PLAIN [secret]"]],
    [["C: auth plain AGEAYg=="], ["auth plain [secret]"]],
    [["C: AUTH  LOGIN\tYQ== YQ=="], ["AUTH  LOGIN [secret]"]],
    [["C:  AUTH PLAIN AGEAYg=="], ["AUTH PLAIN [secret]"]],
    [["C: AUTH PLAIN [secret]"], ["AUTH PLAIN [secret]"]],
    [
      ["C: AUTH LOGIN", "S: 504 5.5.4 No", "C: YW5u", "S: 500 What", "C: czNjcmV0", "C: QUIT"],
      ["AUTH LOGIN", "504 5.5.4 No", "[secret]", "500 What", "[secret]", "QUIT"],
    ],
    [
      ["C: AUTH PLAIN", "S: 334 ", "C: *", "S: 501 5.7.0 No", "C: WHAT"],
      ["AUTH PLAIN", "334 ", "*", "501 5.7.0 No", "WHAT"],
    ],
    [
      ["C: MAIL FROM:<a@x.test>", "C: YW5u"],
      ["MAIL FROM:<a@x.test>", "YW5u"],
    ],
    [["C: [12 bytes of data]"], ["[12 bytes of data]"]],
  ])("turns %j into %j", (lines, expected) => {
    expect(masked(...lines)).toEqual(expected);
  });
});

describe("maskCommand()", () => {
  it.each([
    ["YW5u", ["C: AUTH LOGIN", "C: YW5u"], "[secret]"],
    ["YW5u", ["C: YW5u"], "YW5u"],
    ["RCPT TO:<b@x.test>", ["C: AUTH LOGIN"], "RCPT TO:<b@x.test>"],
    ["AUTH PLAIN AGEAYg==", ["C: AUTH PLAIN AGEAYg=="], "AUTH PLAIN [secret]"],
    [null, [], null],
  ])("shows %j after %j as %j", (command, lines, expected) => {
    expect(maskCommand(command, entries(...lines))).toBe(expected);
  });
});
