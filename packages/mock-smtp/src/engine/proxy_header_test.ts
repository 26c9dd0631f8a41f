import { describe, expect, it } from "@jest/globals";
import { readProxyHeader } from "./proxy_header.ts";

const V2 = "0d0a0d0a000d0a515549540a";

function read(bytes: string | Buffer): unknown {
  return readProxyHeader(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
}

describe("readProxyHeader()", () => {
  it.each([
    ["PROXY TCP4 192.0.2.1 192.0.2.2 5000 25\r\nEHLO", 40, "192.0.2.1:5000"],
    ["PROXY TCP6 2001:db8::1 ::1 5000 25\r\n", 36, "2001:db8::1:5000"],
    ["PROXY UNKNOWN\r\n", 15, null],
    ["PROXY UNKNOWN a b c\r\n", 21, null],
  ])("reads %j", (text, length, client) => {
    expect(read(text)).toEqual({ kind: "header", length, client });
    for (let cut = 0; cut < length - 1; cut++) {
      expect(read(text.slice(0, cut))).toEqual({ kind: "incomplete" });
    }
  });

  it.each([
    [`${V2}2111000cc0000201c0000202138800190000`, 28, "192.0.2.1:5000"],
    [
      `${V2}21210024${"20010db8000000000000000000000001".repeat(2)}13880019`,
      52,
      "2001:db8:0:0:0:0:0:1:5000",
    ],
    [`${V2}20000000`, 16, null],
    [`${V2}21310000`, 16, null],
    [`${V2}2111000100`, 17, null],
  ])("reads version 2 %s", (hex, length, client) => {
    const bytes = Buffer.from(hex, "hex");
    expect(read(bytes)).toEqual({ kind: "header", length, client });
    for (let cut = 0; cut < length - 1; cut++) {
      expect(read(bytes.subarray(0, cut))).toEqual({ kind: "incomplete" });
    }
  });

  it.each([
    "EHLO x\r\n",
    "PROXY TCP4 x y 1 2\r\n",
    `PROXY UNKNOWN ${"x".repeat(100)}\r\n`,
    `PROXY ${"x".repeat(110)}`,
    Buffer.from(`${V2}11110000`, "hex"),
    Buffer.from(`${V2}22110000`, "hex"),
    "\x16\x03\x01",
  ])("refuses %j", (bytes) => {
    expect(read(bytes)).toMatchObject({ kind: "invalid" });
  });
});
