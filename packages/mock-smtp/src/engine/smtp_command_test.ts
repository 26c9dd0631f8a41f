import { describe, expect, it } from "@jest/globals";
import { parseCommand, tryParsePath } from "./smtp_command.ts";

describe("parseCommand()", () => {
  it.each([
    ["noop", { verb: "NOOP", argument: "" }],
    ["Mail From:<a@b>  X", { verb: "MAIL", argument: "From:<a@b>  X" }],
    ["", { verb: "", argument: "" }],
  ])("splits %j", (line, expected) => {
    expect(parseCommand(line)).toEqual(expected);
  });
});

describe("tryParsePath()", () => {
  it.each([
    ["FROM", "FROM:<>", { address: "", parameters: {}, irregularities: [] }],
    ["FROM", "from:<a@b>", { address: "a@b", parameters: {}, irregularities: [] }],
    [
      "FROM",
      'FROM:<"a > \\" b"@c> BODY=8BITMIME smtputf8',
      {
        address: '"a > \\" b"@c',
        parameters: { BODY: "8BITMIME", SMTPUTF8: true },
        irregularities: [],
      },
    ],
    ["TO", "TO: <a@b>", { address: "a@b", parameters: {}, irregularities: ["space-in-path"] }],
    ["TO", "TO:a@b", { address: "a@b", parameters: {}, irregularities: ["no-angle-brackets"] }],
    ["TO", "TO:<@x,@y:a@b>", { address: "a@b", parameters: {}, irregularities: ["source-route"] }],
    ["TO", "FROM:<a@b>", undefined],
    ["FROM", "TO:<a@b>", undefined],
    ["TO", "TO:<a@b", undefined],
    ["TO", "TO:<a@b>x", undefined],
    ["TO", "TO:", undefined],
    ["TO", "", undefined],
  ] as const)("reads %s %j", (keyword, argument, expected) => {
    expect(tryParsePath(keyword, argument)).toEqual(expected);
  });
});
