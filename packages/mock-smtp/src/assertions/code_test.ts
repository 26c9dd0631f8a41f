import { describe, expect, it } from "@jest/globals";
import { makeMessage } from "../_testing/made_message.ts";
import { code, findCode } from "./code.ts";

const ROWS: readonly (readonly [string, string | undefined])[] = [
  // Where it stands
  ["Your code is 482913.", "482913"],
  ["Your verification code:\n\n   482913\n\nThis code expires in 10 minutes.", "482913"],
  ["482913 is your Example verification code", "482913"],
  ["Use 482913 as your login code", "482913"],
  ["482913 \u2013 your code", "482913"],
  ["Code:482913", "482913"],
  ["CODE=482913", "482913"],
  ["Ihr Best\u00e4tigungscode lautet 1234", "1234"],
  ["Votre code de v\u00e9rification est 552871", "552871"],
  ["Su c\u00f3digo es 9911", "9911"],
  ["Din kode er 33221", "33221"],
  ["\u60a8\u7684\u9a8c\u8bc1\u7801\u4e3a482913\uff0c5\u5206\u949f\u5185\u6709\u6548", "482913"],
  ["PIN 0042", "0042"],
  ["OTP: 1234567890", "1234567890"],
  ["mTAN 77 88 99 f\u00fcr Ihre \u00dcberweisung, TAN 778899", "778899"],
  ["Your one-time password is 7F3K9Q", "7F3K9Q"],
  ["Enter this token: x9k2pz", "x9k2pz"],
  // How it is written
  ["Your code is 482 913", "482913"],
  ["Your code is 482-913.", "482913"],
  ["Your code is 1234-5678", "12345678"],
  ["Your code:\n4 8 2 9 1 3\n", "482913"],
  ["G-482913 is your Google verification code.", "482913"],
  ["Code: WDJB-MJHT", "WDJB-MJHT"],
  ["Code: ABC-123", "ABC-123"],
  ["Code: QWERTY\nbye", "QWERTY"],
  ["Your code is (482913)", "482913"],
  ['Your code is "482913"', "482913"],
  // The nearest one
  ["Order 77881. Your code is 482913", "482913"],
  ["Invoice 20261122: your code is below.\n\n551204", "551204"],
  ["Your code is 1111. Not you? Call 2222 and tell the code", "1111"],
  ["Code of 2026: 4711", "4711"],
  ["Your PIN is 2024", "2024"],
  // What is none
  ["Your code is on its way", undefined],
  ["Your code is 123", undefined],
  ["Your code is 12345678901", undefined],
  ["Enter the code within 1440 minutes", undefined],
  ["The code is valid until 2026-11-22 15:30", undefined],
  ["The code costs $1234 or 1234.50", undefined],
  ["See https://x.test/code/482913?code=551204", undefined],
  ["Tell the code to help482913@x.test", undefined],
  ["Order number 482913: no code needed", undefined],
  ["The code is for order 482913", undefined],
  ["Zip code 90210", undefined],
  ["Discount code: SAVE10", undefined],
  ["Error code 50011", undefined],
  ["Barcode 4006381333", undefined],
  ["CODE: NEVER share it", undefined],
  ["Your total is 482913", undefined],
  ["", undefined],
  [`Your code is in the letter. ${"x ".repeat(80)} 482913`, undefined],
];

describe("findCode()", () => {
  it.each(ROWS)("finds in %j %j", (text, expected) => {
    expect(findCode(text)).toBe(expected);
  });

  it.each(["-", "a-", "1 ", "code ", "code 1", "A1", "http://", "a@"])(
    "reads %j three thousand times",
    (part) => {
      expect(() => findCode(part.repeat(3000))).not.toThrow();
    },
  );
});

function html(body: string, subject = "x"): string {
  return `Subject: ${subject}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body}`;
}

describe("code()", () => {
  it.each([
    [
      "the digits of boxes",
      html("<p>Your code</p><table><tr><td>4</td><td>8</td><td>2</td><td>9</td></tr></table>"),
      "4829",
    ],
    ["letters as they are in a heading", html("Your code<h1>a1b2c3</h1>"), "a1b2c3"],
    [
      "no colour, style or script",
      html('<style>.code{width:1234px}</style><p style="color:#123456">Your code: <b>7788</b></p>'),
      "7788",
    ],
    ["invisible characters left out", html("Your code&nbsp;is&zwnj; 48&shy;2913"), "482913"],
    ["the plain text without HTML", "\r\nYour code is 5566\r\n", "5566"],
    ["the Subject in the end", "Subject: 9988 is your code\r\n\r\nSee above.\r\n", "9988"],
    ["nothing", "Subject: Hi\r\n\r\nHi\r\n", undefined],
  ])("finds %s", async (_, content, expected) => {
    expect(await code(makeMessage(content))).toBe(expected);
  });
});
