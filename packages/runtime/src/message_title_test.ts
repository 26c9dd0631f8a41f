import { SecretMask } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { titleOf } from "./message_title.ts";

function subjectOf(header: string): string | null {
  return titleOf(Buffer.from(`${header}\r\n\r\nSubject: body`), String).subject;
}

describe("titleOf()", () => {
  it.each([
    ["a plain one", "Subject: Boiler 7 has started", "Boiler 7 has started"],
    ["a folded one", "Subject: Boiler 7\r\n has started", "Boiler 7 has started"],
    ["one in Base64", "Subject: =?UTF-8?B?V8Okcm1lIMO8YmVyIDgw?=", "Wärme über 80"],
    ["one in Q", "Subject: =?iso-8859-1?q?W=E4rme_80?= now", "Wärme 80 now"],
    ["two words beside each other", "Subject: =?UTF-8?Q?W=C3=A4r?=\r\n =?UTF-8?Q?me?=", "Wärme"],
    ["a character set that nobody knows", "Subject: =?x-none?Q?a?=", "=?x-none?Q?a?="],
    ["control characters", "Subject: =?UTF-8?Q?a=0D=0Ab=1B[2J?=", "a b [2J"],
    ["what turns text around", "Subject: a\u202eb\u2028c", "a b c"],
    ["no subject", "To: ann@example.com", null],
    ["an empty one", "Subject:", ""],
    ["nothing", "", null],
  ])("titleOf() reads the subject: %s", (_, header, expected) => {
    expect(subjectOf(header)).toBe(expected);
  });

  it("titleOf() cuts a long one between characters", () => {
    expect(subjectOf(`Subject: ${"\u{1f525}".repeat(400)}`)).toBe("\u{1f525}".repeat(300));
  });

  it("titleOf() reads who wrote it", () => {
    const header = "From: =?UTF-8?Q?K=C3=BChlhaus?= <unit7@example.com>\r\n\r\n";
    expect(titleOf(Buffer.from(header), String)).toEqual({
      subject: null,
      from: "Kühlhaus <unit7@example.com>",
    });
  });

  it("titleOf() masks a secret before it cuts", () => {
    const mask = new SecretMask("joe", "hunter2");
    const header = `Subject: ${"x".repeat(296)}hunter2\r\nFrom: aHVudGVyMg== <a@b.example>\r\n\r\n`;
    expect(titleOf(Buffer.from(header), (text) => mask.clean(text))).toEqual({
      subject: `${"x".repeat(296)}****`,
      from: "**** <a@b.example>",
    });
  });
});
