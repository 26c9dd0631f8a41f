import { describe, expect, it } from "@jest/globals";
import { readProgramName } from "./read_program_name.ts";

describe("readProgramName()", () => {
  it.each([
    ["/usr/sbin/sendmail", "submit"],
    ["/opt/bin/fieldpost-sendmail.js", "submit"],
    ["C:\\tools\\sendmail", "submit"],
    ["mailq", "list"],
    ["/usr/bin/newaliases", "aliases"],
    ["/opt/bin/fieldpost.js", undefined],
    ["", undefined],
  ])("readProgramName() reads %j as %j", (path, mode) => {
    expect(readProgramName(path)).toBe(mode);
  });
});
