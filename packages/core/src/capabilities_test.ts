import { describe, expect, it } from "@jest/globals";
import { NO_CAPABILITIES, parseCapabilities } from "./capabilities.ts";

function parse(...lines: string[]): ReturnType<typeof parseCapabilities> {
  return parseCapabilities({ code: 250, enhanced: undefined, lines });
}

describe("parseCapabilities()", () => {
  it("reads what a submission server offers", () => {
    const { keywords, ...rest } = parse(
      "mx.example greets unit.example",
      "PIPELINING",
      "size 52428800",
      "8bitmime",
      "SMTPUTF8",
      "dsn",
      "RequireTLS",
      "CHUNKING",
      "STARTTLS",
      "AUTH PLAIN login  CRAM-MD5",
      "X-UNKNOWN with words",
    );
    expect(rest).toEqual({
      startTls: true,
      pipelining: true,
      eightBitMime: true,
      smtpUtf8: true,
      dsn: true,
      chunking: true,
      requireTls: true,
      authMechanisms: ["PLAIN", "LOGIN", "CRAM-MD5"],
      size: true,
      sizeLimitBytes: 52_428_800,
    });
    expect(keywords.get("X-UNKNOWN")).toEqual(["with", "words"]);
  });

  it.each([
    ["the greeting line", ["STARTTLS"]],
    ["a word inside a line", ["mx", "please STARTTLS"]],
    ["a keyword with other characters", ["mx", "STARTTLS!"]],
    ["an empty line", ["mx", ""]],
  ])("does not take %s for STARTTLS", (_, lines) => {
    expect(parse(...lines)).toEqual({ ...NO_CAPABILITIES, keywords: expect.any(Map) });
  });

  it.each([
    [
      ["mx", "AUTH=LOGIN PLAIN"],
      ["LOGIN", "PLAIN"],
    ],
    [["mx", "AUTH=LOGIN", "AUTH PLAIN"], ["PLAIN"]],
    [["mx", "AUTH"], []],
    [["mx", "AUTH "], []],
  ])("reads the mechanisms of %j as %j", (lines, mechanisms) => {
    expect(parse(...lines).authMechanisms).toEqual(mechanisms);
  });

  it.each([
    ["SIZE", true, undefined],
    ["SIZE 0", true, undefined],
    ["SIZE 10", true, 10],
    ["SIZE many", true, undefined],
    ["SIZES 10", false, undefined],
  ])("reads %s", (line, size, sizeLimitBytes) => {
    expect(parse("mx", line)).toMatchObject({ size, sizeLimitBytes });
  });
});
