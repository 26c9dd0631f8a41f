import { describe, expect, it } from "@jest/globals";
import { FaultBook } from "./fault_book.ts";
import type { FaultCondition, FaultPoint, FaultRule } from "./fault_rule.ts";
import { resolveFault } from "./fault_spec.ts";

const POINT: FaultPoint = {
  stage: "rcpt",
  session: 1,
  listener: "none",
  client: "127.0.0.1",
  helloName: "client.test",
  user: "ann",
  from: "a@x.test",
  recipients: ["b@x.test"],
  mechanism: null,
  step: 0,
  nowMs: 0,
};

function rule(when: Partial<FaultCondition>): FaultRule {
  return { when: { stage: "rcpt", ...when }, act: { reply: "451 4.0.0 x" } };
}

function strikes(when: Partial<FaultCondition>, points: readonly Partial<FaultPoint>[]): string {
  const book = new FaultBook(1);
  book.add(rule(when));
  return points
    .map((point) => (book.strike({ ...POINT, ...point }) === undefined ? "-" : "x"))
    .join("");
}

const SAME = Array.from({ length: 6 }, () => ({}));

describe("FaultBook", () => {
  it.each<[Partial<FaultCondition>, readonly Partial<FaultPoint>[], string]>([
    [{}, SAME, "xxxxxx"],
    [{ times: 2 }, SAME, "xx----"],
    [{ skip: 2 }, SAME, "--xxxx"],
    [{ skip: 1, times: 2 }, SAME, "-xx---"],
    [{ stage: "mail" }, SAME, "------"],
    [{ listener: "none" }, [{}, { listener: "other" }], "x-"],
    [{ to: "b@*" }, [{}, { recipients: [] }, { recipients: ["ab@x.test"] }], "x--"],
    [{ to: "B@X.TEST" }, [{}], "x"],
    [{ to: /^b@/g }, [{}, {}, { recipients: ["cb@"] }], "xx-"],
    [{ from: "" }, [{ from: "" }, {}, { from: null }], "x--"],
    [{ user: "ann" }, [{}, { user: null }], "x-"],
    [{ helloName: "*.test" }, [{}, { helloName: null }], "x-"],
    [{ mechanism: "plain" }, [{}, { mechanism: "PLAIN" }], "-x"],
    [{ step: 2 }, [{ step: 1 }, { step: 2 }], "-x"],
    [{ forMs: 10 }, [{}, { nowMs: 9 }, { nowMs: 10 }, { nowMs: 11 }], "xx--"],
    [
      { skip: 1, windowMs: 10 },
      [{}, { nowMs: 1 }, { nowMs: 9 }, { nowMs: 10 }, { nowMs: 11 }],
      "-xx-x",
    ],
    [{ times: 1, per: "session" }, [{}, {}, { session: 2 }, { session: 2 }], "x-x-"],
    [{ times: 1, per: "client" }, [{}, {}, { client: "::1" }], "x-x"],
    [{ times: 1, per: "sender" }, [{}, { from: "A@x.test" }, { from: "c@x.test" }], "x-x"],
    [{ times: 1, per: "recipient" }, [{}, {}, { recipients: ["c@x.test"] }], "x-x"],
    [{ times: 1, per: "user" }, [{}, { user: null }, {}], "xx-"],
    [
      { times: 1, per: "triplet" },
      [{}, { from: "c@x.test" }, { recipients: ["c@x.test"] }, { client: "::1" }, {}],
      "xxxx-",
    ],
  ])("%j strikes in the right turns", (when, points, expected) => {
    expect(strikes(when, points)).toBe(expected);
  });

  it("draws chances from its seed", () => {
    const draw = (seed: number): string => {
      const book = new FaultBook(seed);
      book.add(rule({ probability: 0.5 }));
      return Array.from({ length: 32 }, () => (book.strike(POINT) ? "x" : "-")).join("");
    };
    expect(draw(1)).toBe(draw(1));
    expect(draw(1)).not.toBe(draw(2));
    expect(draw(1)).toMatch(/x/);
    expect(draw(1)).toMatch(/-/);
  });

  it("lets the first rule that matches strike, and counts", () => {
    const book = new FaultBook(1);
    const first = book.add(rule({ times: 1 }));
    const second = book.add(rule({}));
    book.strike(POINT);
    book.strike(POINT);
    book.strike(POINT);
    expect([first.fired, second.fired]).toEqual([1, 2]);
    second.remove();
    expect(book.strike(POINT)).toBeUndefined();
    first.remove();
    expect(book.isEmpty).toBe(true);
  });
});

describe("resolveFault()", () => {
  it.each<[unknown, string]>([
    ["greylisting", 'Cannot use the fault preset "greylisting": there are greylist, flaky'],
    [7, "Cannot use 7 as a fault"],
    [{ when: {}, act: {} }, "when.stage is one of connect, handshake"],
    [{ when: { stage: "rctp" }, act: {} }, "when.stage is one of"],
    [{ when: { stage: "rcpt", too: "x" }, act: {} }, 'when has no "too", it has stage, to'],
    [{ when: { stage: "rcpt", times: "1" }, act: {} }, "when.times is a number"],
    [{ when: { stage: "rcpt" }, act: { dropp: "fin" } }, 'act has no "dropp"'],
    [{ when: { stage: "rcpt" }, act: { drop: "bang" } }, "act.drop is one of fin, rst"],
    [{ when: { stage: "rcpt" }, act: { reply: "nope" } }, 'Cannot use the reply "nope"'],
    [{ when: { stage: "rcpt" }, act: { pieceBytes: 0 } }, "are positive"],
    [{ when: { stage: "rcpt" }, act: {}, also: 1 }, "it has `when`, `act` and perhaps `name`"],
    [{ preset: "greylist", tmies: 1 }, 'preset has no "tmies"'],
    [
      { preset: "gmail-421", to: "a@x.test" },
      'Cannot use "to" with the fault preset "gmail-421": it takes times and ms',
    ],
    [
      { preset: "starttls-stripped", times: 1 },
      'Cannot use "times" with the fault preset "starttls-stripped": it takes none',
    ],
    [{ preset: "toString" }, 'Cannot use the fault preset "toString"'],
  ])("refuses %j", (spec, message) => {
    expect(() => resolveFault(spec)).toThrow(message);
  });
});
