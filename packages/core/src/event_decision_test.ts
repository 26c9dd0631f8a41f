import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import {
  decideEvent,
  type EventDecision,
  type EventLine,
  type EventState,
  LONGEST_WAIT_HOLD_OFFS,
  QUIET_EVENT,
  raiseEvent,
  settleEvent,
} from "./event_decision.ts";
import { formatEventJournal, formatRaisedLine, readEventJournal } from "./event_journal.ts";
import type { EventRules } from "./event_rules.ts";

const HOLD_OFF_MS = 300_000;
const RULES: EventRules = {
  isMailed: true,
  block: "Alarm",
  isBlockNamed: true,
  holdOffMs: HOLD_OFF_MS,
};

function line(atMs: number, isUrgent = false): EventLine {
  return { atMs, values: { at: `${atMs}` }, attachments: [], isUrgent };
}

function raisedAt(state: EventState, ...times: readonly number[]): EventState {
  return times.reduce((before, atMs) => raiseEvent(before, line(atMs)), state);
}

function brief(decision: EventDecision): string {
  if (decision.kind === "wait") return `wait until ${decision.untilMs}`;
  if (decision.kind === "nothing") return "nothing";
  return `${decision.kind} ${decision.lines.map(({ atMs }) => atMs).join(" ")}`;
}

describe("decideEvent()", () => {
  const mailedAtZero = { ...QUIET_EVENT, lastMailedAtMs: 0, lastRaisedAtMs: 0 };
  it.each<[string, EventState, number, string]>([
    ["has nothing to do", QUIET_EVENT, 5, "nothing"],
    ["mails what was never raised before", raisedAt(QUIET_EVENT, 5), 5, "mail 5"],
    ["collects within the hold-off", raisedAt(mailedAtZero, 7), 7, "wait until 300007"],
    ["waits anew at each line", raisedAt(mailedAtZero, 7, 9), 9, "wait until 300009"],
    ["mails together when it was quiet", raisedAt(mailedAtZero, 7, 9), 300_009, "mail 7 9"],
    ["mails at once after the quiet", raisedAt(mailedAtZero, 300_000), 300_000, "mail 300000"],
    ["collects a moment before it", raisedAt(mailedAtZero, 299_999), 299_999, "wait until 599999"],
    [
      "mails a line that comes after the quiet with what was collected",
      raisedAt(mailedAtZero, 7, 400_000),
      400_000,
      "mail 7 400000",
    ],
    [
      "keeps the hold-off after a digest",
      raisedAt({ ...mailedAtZero, lastMailedAtMs: 900_000, lastRaisedAtMs: 600_000 }, 900_001),
      900_001,
      "wait until 1200000",
    ],
    [
      "does not wait when the clock was set back by a year",
      raisedAt({ ...mailedAtZero, lastMailedAtMs: 31_536_000_000 }, 5),
      5,
      "mail 5",
    ],
    [
      "waits when the clock was set back a little",
      raisedAt({ ...mailedAtZero, lastMailedAtMs: 1000, lastRaisedAtMs: 1000 }, 900),
      900,
      "wait until 301000",
    ],
    ["mails at once what a person asked for", raiseEvent(mailedAtZero, line(8, true)), 8, "mail 8"],
  ])("decideEvent() %s", (_, state, nowMs, expected) => {
    expect(brief(decideEvent(state, RULES, nowMs))).toBe(expected);
  });

  it("decideEvent() drops the lines of an event that is not mailed", () => {
    const decision = decideEvent(raisedAt(QUIET_EVENT, 5), { ...RULES, isMailed: false }, 5);
    expect(brief(decision)).toBe("drop 5");
  });

  it("decideEvent() tells of an event that is never quiet", () => {
    const times = Array.from({ length: 100 }, (_, at) => 1 + at * 60_000);
    const state = raisedAt(mailedAtZero, ...times);
    const dueMs = 1 + LONGEST_WAIT_HOLD_OFFS * HOLD_OFF_MS;
    expect(brief(decideEvent(state, RULES, dueMs - 1))).toBe(`wait until ${dueMs}`);
    expect(decideEvent(state, RULES, dueMs).kind).toBe("mail");
  });

  it("decideEvent() mails every line at once without a hold-off", () => {
    const rules = { ...RULES, holdOffMs: 0 };
    expect(brief(decideEvent(raisedAt(mailedAtZero, 0), rules, 0))).toBe("mail 0");
  });
});

interface Mail {
  readonly atMs: number;
  readonly lines: readonly EventLine[];
}

/** Plays a unit: raises at random times, looks when told to, and now and then dies in between. */
function playUnit(random: SeededRandom): {
  readonly raised: readonly EventLine[];
  readonly mails: readonly Mail[];
} {
  const raised: EventLine[] = [];
  const mails: Mail[] = [];
  let journal = "";
  let nowMs = 1_000_000;
  const look = (): number | undefined => {
    const { state } = readEventJournal(journal);
    const decision = decideEvent(state, RULES, nowMs);
    if (decision.kind === "wait") return decision.untilMs;
    if (decision.kind !== "mail") return undefined;
    mails.push({ atMs: nowMs, lines: decision.lines });
    const settled = settleEvent(state, { count: decision.lines.length, mailedAtMs: nowMs });
    journal = formatEventJournal(settled, String);
    return undefined;
  };
  const steps = 1 + random.below(60);
  for (let step = 0; step < steps; step++) {
    const storm = [0, 1, 50, 20_000, 299_999, 300_000, 700_000];
    nowMs += storm[random.below(storm.length)] ?? 0;
    const raise = line(nowMs);
    raised.push(raise);
    journal += formatRaisedLine(raise, "now");
    // A process that dies here leaves the line for whoever looks next.
    const untilMs = random.below(5) === 0 ? undefined : look();
    if (untilMs !== undefined && random.below(3) === 0) {
      nowMs = untilMs;
      look();
    }
  }
  for (let untilMs = look(); untilMs !== undefined; untilMs = look()) nowMs = untilMs;
  return { raised, mails };
}

describe("decideEvent() over random sequences", () => {
  it("decideEvent() loses no line, repeats none, and keeps the hold-off between two mails", () => {
    const random = new SeededRandom(20261122);
    let mailCount = 0;
    for (let round = 0; round < 1000; round++) {
      const { raised, mails } = playUnit(random);
      expect(mails.flatMap(({ lines }) => lines)).toEqual(raised);
      for (const [at, mail] of mails.entries()) {
        const before = mails[at - 1];
        if (before !== undefined) {
          expect(mail.atMs - before.atMs).toBeGreaterThanOrEqual(HOLD_OFF_MS);
        }
      }
      mailCount += mails.length;
    }
    expect(mailCount).toBeGreaterThan(2000);
  });
});
