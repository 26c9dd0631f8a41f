import { describe, expect, it } from "@jest/globals";
import { encodeQuotedPrintable } from "./quoted_printable.ts";

const X = (count: number): string => "x".repeat(count);

describe("encodeQuotedPrintable()", () => {
  it.each([
    ["", ""],
    ["a b\tc", "a b\tc"],
    ["a=b", "a=3Db"],
    ["\u00b0\u0000\u007f\r\n\n", "=B0=00=7F\r\n=0A"],
    ["end \r\nend\t", "end=20\r\nend=09"],
    [X(75), X(75)],
    [X(76), `${X(75)}=\r\nx`],
    [X(151), `${X(75)}=\r\n${X(75)}=\r\nx`],
    [`${X(72)}=`, `${X(72)}=3D`],
    [`${X(73)}=`, `${X(73)}=\r\n=3D`],
    [`${X(74)}=`, `${X(74)}=\r\n=3D`],
    [`${X(75)}=`, `${X(75)}=\r\n=3D`],
    [`${X(72)}==`, `${X(72)}=3D=\r\n=3D`],
    [`${X(74)} `, `${X(74)}=\r\n=20`],
  ])("encodeQuotedPrintable() encodes %j", (octets, encoded) => {
    expect(encodeQuotedPrintable(octets)).toBe(encoded);
  });
});
