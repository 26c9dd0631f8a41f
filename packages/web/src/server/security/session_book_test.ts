import type { UserRecord } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { LoginGate } from "./login_gate.ts";
import { hasCsrfToken, SessionBook } from "./session_book.ts";

const OPS: UserRecord = {
  ...{ name: "ops", role: "administrator", createdAt: "2026-11-26T00:00:00Z", lastLoginAt: null },
  password: { cost: { N: 2, r: 1, p: 1 }, salt: "s", hash: "h" },
};

describe("SessionBook", () => {
  it("begin() ends the session that was used least lately, when one user has too many", () => {
    let nowMs = 0;
    const book = new SessionBook({ clock: { nowMs: () => nowMs++ } });
    const first = book.begin(OPS);
    const secrets = Array.from({ length: 19 }, () => book.begin(OPS).secret);
    expect(book.use(first.secret)?.id).toBe(first.session.id);
    book.begin(OPS);
    expect(book.list()).toHaveLength(20);
    expect(book.use(secrets[0] ?? "")).toBeUndefined();
    expect(book.use(first.secret)).toBeDefined();
  });

  it("sweep() ends what has run out, and says so to what it has open", () => {
    let nowMs = 0;
    const book = new SessionBook({
      clock: { nowMs: () => nowMs },
      limits: { idleMs: 10, absoluteMs: 100 },
    });
    const { session, secret } = book.begin(OPS);
    nowMs = 9;
    book.sweep();
    expect([session.ended.aborted, book.use(secret)?.id]).toEqual([false, session.id]);
    nowMs = 19;
    book.sweep();
    expect([session.ended.aborted, book.use(secret)]).toEqual([true, undefined]);
  });

  it("hasCsrfToken() takes the token whole and nothing else", () => {
    const { session } = new SessionBook({ clock: { nowMs: () => 0 } }).begin(OPS);
    const { csrfToken } = session;
    const taken = [csrfToken, "", undefined, csrfToken.slice(1), `${csrfToken}x`].map((each) =>
      hasCsrfToken(session, each),
    );
    expect(taken).toEqual([true, false, false, false, false]);
  });
});

describe("LoginGate", () => {
  it("enter() counts a whole IPv6 network as one address", () => {
    const gate = new LoginGate({ nowMs: () => 0 });
    const waits = Array.from({ length: 12 }, (_, at) =>
      gate.enter({ user: `u${at}`, address: `2001:db8:1:2::${at}` }),
    );
    expect(waits.filter((wait) => wait > 0)).toHaveLength(2);
    expect(gate.enter({ user: "x", address: "2001:db8:1:3::1" })).toBe(0);
  });

  it("succeed() forgets the user's failures, and not those of the address", () => {
    const gate = new LoginGate({ nowMs: () => 0 });
    const address = "192.0.2.7";
    for (let at = 0; at < 9; at++) gate.enter({ user: `u${at}`, address });
    const own = { user: "eve", address };
    expect(gate.enter(own)).toBe(0);
    gate.succeed(own);
    expect(gate.enter({ user: "ops", address })).toBe(0);
    expect(gate.enter({ user: "ops", address })).toBeGreaterThan(0);
  });
});
