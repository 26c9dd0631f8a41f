import { describe, expect, it } from "@jest/globals";
import { CliFailure } from "./cli_failure.ts";
import type { CommandOption } from "./command_help.ts";
import { findCommandWord, parseArguments } from "./parse_arguments.ts";

const OPTIONS: readonly CommandOption[] = [
  { name: "json", short: "j", meaning: "." },
  { name: "to", short: "t", value: "LIST", isRepeatable: true, meaning: "." },
  { name: "subject", short: "s", value: "TEXT", meaning: "." },
];
const SECRET_OPTIONS: readonly CommandOption[] = [
  { name: "password", meaning: "." },
  { name: "password-fd", value: "NUMBER", meaning: "." },
  { name: "port", value: "PORT", meaning: "." },
];

function messageOf(words: readonly string[], options: readonly CommandOption[]): string {
  try {
    parseArguments(words, options);
  } catch (error) {
    if (error instanceof CliFailure && error.code === "usage") return error.message;
    throw error;
  }
  return "accepted";
}

describe("parseArguments()", () => {
  const names = ["json", "to", "subject", "help"];
  it.each([
    { words: [], operands: [], given: {} },
    { words: ["a", "--json", "b"], operands: ["a", "b"], given: { json: [""] } },
    { words: ["--JSON", "-J"], operands: [], given: { json: ["", ""] } },
    { words: ["--To", "A@b", "-T", "c"], operands: [], given: { to: ["A@b", "c"] } },
    { words: ["--to=--x=y"], operands: [], given: { to: ["--x=y"] } },
    { words: ["-t=a"], operands: [], given: { to: ["a"] } },
    { words: ["--subject", ""], operands: [], given: { subject: [""] } },
    { words: ["--subject="], operands: [], given: { subject: [""] } },
    { words: ["--subject", "-5 degrees"], operands: [], given: { subject: ["-5 degrees"] } },
    { words: ["--subject", "two\nlines"], operands: [], given: { subject: ["two\nlines"] } },
    { words: ["-", "-5"], operands: ["-", "-5"], given: {} },
    { words: ["--", "--json", "--"], operands: ["--json", "--"], given: {} },
    { words: ["-?"], operands: [], given: { help: [""] } },
    { words: ["-h", "--help"], operands: [], given: { help: ["", ""] } },
  ])("parseArguments() sorts $words", ({ words, operands, given }) => {
    const parsed = parseArguments(words, OPTIONS);
    const found = names
      .filter((name) => parsed.has(name))
      .map((name) => [name, parsed.values(name)]);
    expect(parsed.operands).toEqual(operands);
    expect(Object.fromEntries(found)).toEqual(given);
  });

  it.each([
    [["--jsn"], "Cannot use the option --jsn: it is not known here, --json is the nearest one"],
    [["-json"], "Cannot use the option -json: it is not known here, --json is the nearest one"],
    [
      ["-x"],
      "Cannot use the option -x: it is not known here, --json, --to, --subject, --help are accepted",
    ],
    [["--to"], "Cannot use --to: nothing follows it, --to=LIST is accepted"],
    [["--to", "--json"], "Cannot use --to: another option follows it, --to=LIST is accepted"],
    [["--to", "--"], "Cannot use --to: another option follows it, --to=LIST is accepted"],
    [["-s", "a", "-s", "b"], "Cannot use --subject twice: one value is accepted"],
    [["--json=yes"], "Cannot give --json a value: it takes none"],
  ])("parseArguments() refuses %j", (words, message) => {
    expect(messageOf(words, OPTIONS)).toBe(message);
  });

  it.each([
    ["--password=s3cret"],
    ["--PASSWORD=s3cret"],
    ["--passwords3cret"],
    ["--pasword=s3cret"],
    ["--s3cret"],
    ["-s3cret"],
    ["-p", "s3cret"],
    ["--secret=s3cret"],
    ["--port", "1", "--port", "s3cret"],
  ])("parseArguments() never repeats what may be a secret: %s %s", (...words) => {
    const message = messageOf(words, SECRET_OPTIONS);
    expect(message).toMatch(/^Cannot /);
    expect(message).not.toContain("s3cret");
  });

  it("parseArguments() says why a password is no argument", () => {
    expect(messageOf(["--password=s3cret"], SECRET_OPTIONS)).toBe(
      "Cannot take a password from the command line: every user of the machine sees it in the " +
        "process list, use --password to be asked for it, --password-stdin or --password-fd",
    );
  });
});

describe("findCommandWord()", () => {
  it.each([
    { words: ["plan", "--json"], command: "plan", rest: ["--json"], isFirst: true },
    { words: ["--json", "plan"], command: "plan", rest: ["--json"], isFirst: false },
    { words: ["-S", "a", "Plan", "b"], command: "Plan", rest: ["-S", "a", "b"], isFirst: false },
    { words: ["--to=a", "plan"], command: "plan", rest: ["--to=a"], isFirst: false },
    { words: ["--json"], command: undefined, rest: ["--json"], isFirst: false },
    { words: ["--", "plan"], command: undefined, rest: ["--", "plan"], isFirst: false },
  ])("findCommandWord() reads $words", ({ words, ...found }) => {
    expect(findCommandWord(words, OPTIONS)).toEqual(found);
  });
});
