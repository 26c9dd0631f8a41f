import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { REPLY_LIMIT, REPLY_LINE_LIMIT, ReplyParser } from "./reply_parser.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import { encodeUtf8 } from "./utf8.ts";

function reply(code: number, lines: string[], enhanced?: string): SmtpReply {
  return { code, enhanced, lines };
}

const ROWS: readonly (readonly [string, readonly SmtpReply[]])[] = [
  ["220 mx.example ESMTP\r\n", [reply(220, ["mx.example ESMTP"])]],
  ["250\r\n", [reply(250, [""])]],
  ["250 \r\n", [reply(250, [""])]],
  ["250-a\r\n250-b\r\n250 c\r\n", [reply(250, ["a", "b", "c"])]],
  ["250-a\n250 b\n", [reply(250, ["a", "b"])]],
  ["550 5.1.1 no such\r\n", [reply(550, ["5.1.1 no such"], "5.1.1")]],
  ["250-5.1.1 odd\r\n250 x\r\n", [reply(250, ["5.1.1 odd", "x"])]],
  ["450 4.2.0\r\n", [reply(450, ["4.2.0"], "4.2.0")]],
  ["250 ok\r\n354 go\r\n", [reply(250, ["ok"]), reply(354, ["go"])]],
  ["535 pas\u00e7\r\n", [reply(535, ["pas\u00e7"])]],
];

describe("ReplyParser", () => {
  it.each(ROWS)("reads %j at every split point", (text, replies) => {
    const bytes = encodeUtf8(text);
    for (let split = 0; split <= bytes.length; split++) {
      const parser = new ReplyParser();
      const first = parser.push(bytes.subarray(0, split));
      const second = parser.push(bytes.subarray(split));
      expect([...first.replies, ...second.replies]).toEqual(replies);
      expect(second.fault).toBeUndefined();
      expect(parser.hasPartial).toBe(false);
    }
  });

  it.each([
    ["HTTP/1.1 400 Bad\r\n", { code: "malformed", line: "HTTP/1.1 400 Bad" }],
    ["25 x\r\n", { code: "malformed", line: "25 x" }],
    ["2500 x\r\n", { code: "malformed", line: "2500 x" }],
    ["150 x\r\n", { code: "malformed", line: "150 x" }],
    ["650 x\r\n", { code: "malformed", line: "650 x" }],
    ["\r\n", { code: "malformed", line: "" }],
    ["250-a\r\n251 b\r\n", { code: "mixed-codes", line: "251 b" }],
    ["\u0000\u001b[2J\r\n", { code: "malformed", line: "\u0000\u001b[2J" }],
  ])("finds the fault in %j", (text, fault) => {
    expect(new ReplyParser().push(encodeUtf8(text))).toEqual({ replies: [], fault });
  });

  it("stays faulty: nothing after a fault is read", () => {
    const parser = new ReplyParser();
    parser.push(encodeUtf8("junk\r\n"));
    expect(parser.push(encodeUtf8("250 ok\r\n")).replies).toEqual([]);
  });

  it("keeps the replies before a fault", () => {
    const parsed = new ReplyParser().push(encodeUtf8("250 ok\r\njunk\r\n"));
    expect(parsed.replies).toEqual([reply(250, ["ok"])]);
    expect(parsed.fault).toEqual({ code: "malformed", line: "junk" });
  });

  it("bounds a line without an end", () => {
    const parser = new ReplyParser();
    const parsed = parser.push(new Uint8Array(REPLY_LINE_LIMIT + 1).fill(0x32));
    expect(parsed.fault).toEqual({ code: "line-too-long", line: "2".repeat(REPLY_LINE_LIMIT + 1) });
  });

  it("bounds a reply without an end", () => {
    const line = encodeUtf8(`250-${"x".repeat(1000)}\r\n`);
    const parser = new ReplyParser();
    const faults = Array.from({ length: Math.ceil(REPLY_LIMIT / line.length) + 1 }, () =>
      parser.push(line),
    );
    expect(faults.at(-1)?.fault?.code).toBe("reply-too-long");
  });

  it("never throws on strangers' bytes", () => {
    const random = new SeededRandom(3);
    const alphabet = encodeUtf8("2350- \r\n\tx\u00e9");
    for (let round = 0; round < 2000; round++) {
      const bytes = Uint8Array.from(
        { length: 60 },
        () => alphabet[random.below(alphabet.length)] ?? 0,
      );
      const whole = new ReplyParser().push(bytes);
      const parser = new ReplyParser();
      const pieces = [...bytes].flatMap((byte) => parser.push(Uint8Array.of(byte)).replies);
      expect(pieces).toEqual(whole.replies);
    }
  });
});
