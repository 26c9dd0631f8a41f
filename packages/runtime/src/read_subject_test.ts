import { describe, expect, it } from "@jest/globals";
import { subjectOf } from "./read_subject.ts";

describe("subjectOf()", () => {
  it.each([
    ["a plain one", "Subject: Boiler 7 has started", "Boiler 7 has started"],
    ["a folded one", "Subject: Boiler 7\r\n has started", "Boiler 7 has started"],
    ["one in Base64", "Subject: =?UTF-8?B?V8Okcm1lIMO8YmVyIDgw?=", "Wärme über 80"],
    ["one in Q", "Subject: =?iso-8859-1?q?W=E4rme_80?= now", "Wärme 80 now"],
    ["two words beside each other", "Subject: =?UTF-8?Q?W=C3=A4r?=\r\n =?UTF-8?Q?me?=", "Wärme"],
    ["a character set that nobody knows", "Subject: =?x-none?Q?a?=", "=?x-none?Q?a?="],
    ["control characters", "Subject: =?UTF-8?Q?a=0D=0Ab=1B[2J?=", "a b [2J"],
    ["no subject", "To: ann@example.com", null],
    ["nothing", "", null],
  ])("subjectOf() reads %s", (_, header, expected) => {
    expect(subjectOf(Buffer.from(`${header}\r\n\r\nbody`))).toBe(expected);
  });
});
