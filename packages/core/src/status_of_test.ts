import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import {
  formatJournalEntry,
  type JournalEntry,
  type JournalEvent,
  parseJournal,
} from "./journal_entry.ts";
import { type MessageStatus, statusOf } from "./status_of.ts";
import type { OutcomeKind } from "./submission_outcome.ts";

const A = "a@example.net";
const B = "b@example.net";
const ACCEPTED = { message: "m", acceptedAtMs: 1000, recipients: [A, B] };
const DELAY_MS = 100;

function outcome(recipient: string, kind: OutcomeKind): JournalEvent {
  return {
    kind: "outcome",
    recipient,
    outcome: kind,
    code: "MESSAGE_DEFERRED",
    stage: "final",
    protection: { tls: null, why: "test" },
    words: "451 later",
  };
}

function fold(...events: readonly JournalEvent[]): MessageStatus {
  const entries = events.map((event, at) => ({ message: "m", atMs: 2000 + at, event }));
  return statusOf(ACCEPTED, entries, DELAY_MS);
}

function brief(status: MessageStatus): string {
  const states = status.recipients.map(({ state }) => state).join(" ");
  return `${status.phase} [${states}] ${status.attempts} ${status.nextAtMs}`;
}

const ATTEMPT: JournalEvent = { kind: "attempt", number: 1, host: "mx", port: 25 };
const UNCERTAIN: JournalEvent = { kind: "uncertain", recipients: [A, B] };
const NEXT: JournalEvent = { kind: "next", nextAtMs: 9000 };
const HELD: JournalEvent = { kind: "held", why: "by hand" };

describe("statusOf()", () => {
  it.each<readonly [string, readonly JournalEvent[], string]>([
    ["nothing", [], "waiting [open open] 0 1000"],
    ["an attempt that broke off", [ATTEMPT], "waiting [open open] 1 1000"],
    ["a lone dot without an answer", [ATTEMPT, UNCERTAIN], "waiting [uncertain uncertain] 1 2101"],
    [
      "an answer that never came",
      [UNCERTAIN, outcome(A, "uncertain"), NEXT],
      "waiting [uncertain uncertain] 0 9000",
    ],
    [
      "both delivered",
      [UNCERTAIN, outcome(A, "delivered"), outcome(B, "delivered")],
      "finished [delivered delivered] 0 2100",
    ],
    [
      "one delivered, one deferred",
      [outcome(A, "delivered"), outcome(B, "transient"), NEXT],
      "waiting [delivered open] 0 9000",
    ],
    [
      "one failed, one held back",
      [outcome(A, "permanent"), outcome(B, "hold"), NEXT],
      "waiting [failed open] 0 9000",
    ],
    [
      "both failed",
      [outcome(A, "permanent"), outcome(B, "permanent")],
      "finished [failed failed] 0 1000",
    ],
    [
      "a delivery that stays one",
      [outcome(A, "delivered"), outcome(A, "transient"), UNCERTAIN],
      "waiting [delivered uncertain] 0 2102",
    ],
    ["a hold", [HELD], "held [open open] 0 1000"],
    ["a release", [NEXT, HELD, { kind: "released" }], "waiting [open open] 0 2002"],
    [
      "the end of the timetable",
      [outcome(A, "delivered"), { kind: "expired" }],
      "finished [delivered failed] 0 1000",
    ],
    [
      "a release of what may already be delivered",
      [UNCERTAIN, outcome(A, "delivered"), HELD, { kind: "released" }],
      "waiting [delivered open] 0 2003",
    ],
    ["a deletion", [{ kind: "deleted" }], "deleted [open open] 0 1000"],
    [
      "somebody else's recipient",
      [outcome("c@example.net", "delivered")],
      "waiting [open open] 0 1000",
    ],
  ])("knows of %s", (_, events, expected) => {
    expect(brief(fold(...events))).toBe(expected);
  });

  it("knows whose failure nobody has been told of", () => {
    const failed = [outcome(A, "permanent"), outcome(B, "permanent")];
    expect(fold(...failed).unreported).toEqual([A, B]);
    const reported = { kind: "reported", recipients: [A], report: "r" } as const;
    expect(fold(...failed, reported).unreported).toEqual([B]);
    expect(fold(outcome(A, "delivered"), { kind: "expired" }).unreported).toEqual([B]);
    const relayed: JournalEvent = { ...outcome(A, "delivered"), dsn: "relayed" } as JournalEvent;
    const silent: JournalEvent = { ...outcome(B, "delivered"), dsn: "not-offered" } as JournalEvent;
    expect(fold(relayed, silent).unreported).toEqual([A]);
    expect(
      fold(relayed, silent, { kind: "reported", recipients: [A], report: "r" }).unreported,
    ).toEqual([]);
  });

  it("keeps the route that refused it until another reason comes", () => {
    expect(fold({ ...NEXT, route: "r1" }).route).toBe("r1");
    expect(fold({ ...NEXT, route: "r1" }, NEXT).route).toBeUndefined();
  });

  it("passes over the entries of other messages", () => {
    const entries: JournalEntry[] = [{ message: "n", atMs: 1, event: { kind: "deleted" } }];
    expect(brief(statusOf(ACCEPTED, entries, DELAY_MS))).toBe("waiting [open open] 0 1000");
  });

  it("keeps the last words and why it is held", () => {
    const status = fold(outcome(A, "transient"), HELD);
    expect(status.recipients[0]?.last?.words).toBe("451 later");
    expect(status.why).toBe("by hand");
  });

  it("never takes a delivery back, in any order of entries", () => {
    const random = new SeededRandom(7);
    const pool = [
      ATTEMPT,
      UNCERTAIN,
      NEXT,
      HELD,
      { kind: "released" },
      { kind: "expired" },
    ] as const;
    const kinds = ["transient", "permanent", "hold", "uncertain", "delivered"] as const;
    for (let round = 0; round < 3000; round++) {
      const events = Array.from({ length: 10 }, () =>
        random.below(2) === 0
          ? (pool[random.below(pool.length)] ?? ATTEMPT)
          : outcome(random.below(2) === 0 ? A : B, kinds[random.below(5)] ?? "hold"),
      );
      const firstFinal = (recipient: string) =>
        events.find(
          (event) =>
            event.kind === "expired" ||
            (event.kind === "outcome" &&
              event.recipient === recipient &&
              (event.outcome === "delivered" || event.outcome === "permanent")),
        );
      for (const { recipient, state } of fold(...events).recipients) {
        const final = firstFinal(recipient);
        const isDelivered = final?.kind === "outcome" && final.outcome === "delivered";
        expect(state === "delivered").toBe(isDelivered);
        expect(state === "failed").toBe(final !== undefined && !isDelivered);
      }
    }
  });
});

describe("parseJournal()", () => {
  const EVENTS: readonly JournalEvent[] = [
    ATTEMPT,
    UNCERTAIN,
    NEXT,
    HELD,
    outcome(A, "transient"),
    { kind: "released" },
    { kind: "expired" },
    { kind: "deleted" },
    { kind: "held", why: 'a "quote",\nand a line break' },
  ];

  it("gives back every kind of entry", () => {
    const entries = EVENTS.map((event, atMs) => ({ message: "m-1", atMs, event }));
    const text = entries.map((entry) => `${formatJournalEntry(entry, "T")}\n`).join("");
    expect(parseJournal(text)).toEqual({ entries, unreadable: 0 });
  });

  it("reads what is whole when a crash cut the last line anywhere", () => {
    const lines = EVENTS.map((event) => formatJournalEntry({ message: "m", atMs: 1, event }, "T"));
    const text = lines.join("\n");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (let cut = whole.length + 1; cut < text.length; cut++) {
      const reading = parseJournal(text.slice(0, cut));
      expect(reading.entries.length).toBe(EVENTS.length - 1);
      expect(reading.unreadable).toBe(1);
    }
  });

  it("never throws on strangers' bytes", () => {
    const random = new SeededRandom(8);
    const pieces = ["1 T m ", "held ", "outcome ", "{}", '{"why":1}', "{", "\n", "null", " "];
    for (let round = 0; round < 3000; round++) {
      const { entries } = parseJournal(random.text(pieces, 12));
      expect(statusOf(ACCEPTED, entries, DELAY_MS).recipients.length).toBe(2);
    }
  });
});
