import { describe, expect, it } from "@jest/globals";
import { findBindRefusal } from "./bind_rules.ts";

const LOOPBACK = ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"];
const ELSEWHERE = [
  "0.0.0.0",
  "::",
  "192.0.2.7",
  "2001:db8::7",
  "::ffff:192.0.2.7",
  "localhost.example",
  "",
];

describe("findBindRefusal()", () => {
  it("findBindRefusal() decides every combination", () => {
    const decided = [LOOPBACK, ELSEWHERE].map((addresses) =>
      [false, true].flatMap((isHttps) =>
        [false, true].map((hasPassword) => [
          ...new Set(
            addresses.map((address) => findBindRefusal({ address, isHttps, hasPassword })?.id),
          ),
        ]),
      ),
    );
    expect(decided).toEqual([
      [[undefined], [undefined], [undefined], [undefined]],
      [["B2"], ["B2"], ["B3"], [undefined]],
    ]);
  });
});
