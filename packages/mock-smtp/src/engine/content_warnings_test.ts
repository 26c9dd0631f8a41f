import { describe, expect, it } from "@jest/globals";
import { contentWarnings } from "./content_warnings.ts";
import { removeDotStuffing } from "./dot_stuffing.ts";
import type { ProtocolWarning } from "./protocol_warning.ts";
import type { EsmtpParameters } from "./smtp_command.ts";

const HEADER = "From: a@x.test\r\nDate: x\r\nMessage-ID: <x>\r\n";

function check(
  wire: string,
  fromParameters: EsmtpParameters = {},
  transfer: "DATA" | "BDAT" = "DATA",
): readonly ProtocolWarning[] {
  const bytes = Buffer.from(wire, "latin1");
  const raw = transfer === "DATA" ? removeDotStuffing(bytes) : bytes;
  const envelope = { from: "", fromParameters, recipients: [] };
  return contentWarnings({ raw, wire: bytes, transfer, envelope });
}

describe("contentWarnings()", () => {
  it.each<[string, EsmtpParameters, readonly string[]]>([
    [`${HEADER}\r\nclean\r\n..\r\n...x\r\n.\r\n`, {}, []],
    [".\r\n", {}, ["missing-date", "missing-from", "missing-message-id"]],
    [`${HEADER}Bcc: c@x.test\r\n\r\n.\r\n`, {}, ["bcc-in-header"]],
    [`${HEADER}\r\none\ntwo\n.\r\n.\r\n`, {}, ["bare-line-feed"]],
    [`${HEADER}\r\none\rtwo\r\n.\r\n`, {}, ["bare-carriage-return"]],
    [`${HEADER}\r\none\r\r\n.\r\n`, {}, ["bare-carriage-return"]],
    [`${HEADER}\r\n\0\r\n.\r\n`, {}, ["nul-in-content"]],
    [`${HEADER}\r\n${"x".repeat(998)}\r\n.\r\n`, {}, []],
    [`${HEADER}\r\n${"x".repeat(999)}\r\n.\r\n`, {}, ["long-line"]],
    [`${HEADER}\r\n.x\r\n.\r\n`, {}, ["unstuffed-dot"]],
    [`.x\r\n${HEADER}\r\n\r\n.\r\n`, {}, ["unstuffed-dot"]],
    [`${HEADER}\r\n\xfc\r\n.\r\n`, {}, ["8bit-without-8bitmime"]],
    [`${HEADER}\r\n\xfc\r\n.\r\n`, { BODY: "8BITMIME" }, []],
    [`X: \xfc\r\n${HEADER}\r\n.\r\n`, { BODY: "8BITMIME" }, ["8bit-header-without-utf8"]],
    [`X: \xfc\r\n${HEADER}\r\n.\r\n`, { BODY: "8BITMIME", SMTPUTF8: true }, []],
    [`${HEADER}\r\nx\r\n.\r\n`, { SIZE: "1" }, ["size-understated"]],
    [`${HEADER}\r\nx\r\n.\r\n`, { SIZE: "0" }, []],
    [`${HEADER}\r\nx\r\n.\r\n`, { SIZE: "9999" }, []],
  ])("finds in %j with %j: %j", (wire, parameters, codes) => {
    expect(check(wire, parameters).map((it) => it.code)).toEqual(codes);
  });

  it("does not look for lines in what BINARYMIME declares binary", () => {
    expect(check(`${HEADER}\r\n\0\n\xff`, { BODY: "BINARYMIME" }, "BDAT")).toEqual([]);
  });

  it("misses a final line end, which only BDAT can leave out", () => {
    expect(check(`${HEADER}\r\nx`, {}, "BDAT")).toEqual([
      { code: "missing-final-line-end", message: "Line 5, the last, has no line end" },
    ]);
  });
});
