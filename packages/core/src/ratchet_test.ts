import { describe, expect, it } from "@jest/globals";
import { ratchet } from "./ratchet.ts";

const BOTH = [true, false] as const;

describe("ratchet()", () => {
  it("never turns back and forgets nothing that was seen", () => {
    for (const startTls of BOTH) {
      for (const verified of BOTH) {
        const seen = { startTls, verified };
        expect(ratchet(undefined, seen)).toEqual(seen);
        for (const known of BOTH.flatMap((a) => BOTH.map((b) => ({ startTls: a, verified: b })))) {
          expect(ratchet(known, seen)).toEqual({
            startTls: known.startTls || startTls,
            verified: known.verified || verified,
          });
        }
      }
    }
  });
});
