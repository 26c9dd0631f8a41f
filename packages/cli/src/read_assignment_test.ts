import { describe, expect, it } from "@jest/globals";
import { CliFailure } from "./cli_failure.ts";
import { readAssignments } from "./read_assignment.ts";

describe("readAssignments()", () => {
  it.each([
    [[], []],
    [["Email/Port"], []],
    [["Email/Port = 465"], [["Email/Port", "465"]]],
    [["Email/Port", "=", "465"], [["Email/Port", "465"]]],
    [["Email/Port", "=465"], [["Email/Port", "465"]]],
    [["Email/Port=", "465"], [["Email/Port", "465"]]],
    [["Email/Port ="], [["Email/Port", ""]]],
    [["Email/Port", "="], [["Email/Port", ""]]],
    [["Email/B/Subject", "=", "Water", "in", "it"], [["Email/B/Subject", "Water in it"]]],
    [["Email/B/Subject = a = b"], [["Email/B/Subject", "a = b"]]],
    [
      ["A = 1", "B = 2"],
      [
        ["A", "1"],
        ["B", "2"],
      ],
    ],
    [["= 5"], [["", "5"]]],
  ])("readAssignments() reads %j", (words, assignments) => {
    expect(readAssignments(words)).toEqual(assignments);
  });

  it.each([
    [["Email/Password", "s3cret"]],
    [["A = 1", "s3cret"]],
    [["Email/Password", "s3cret", "="]],
  ])("readAssignments() refuses %j and repeats none of it", (words) => {
    const error = refusalOf(words);
    expect(error.code).toBe("usage");
    expect(error.message).not.toContain("s3cret");
  });
});

function refusalOf(words: readonly string[]): CliFailure {
  try {
    readAssignments(words);
  } catch (error) {
    if (error instanceof CliFailure) return error;
  }
  throw new Error(`Cannot find a refusal of ${words.length} words`);
}
