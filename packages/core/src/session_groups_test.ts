import { describe, expect, it } from "@jest/globals";
import { nodeSaslCrypto } from "./_testing/node_sasl_crypto.ts";
import {
  actionsOf,
  address,
  byteByByte,
  type DialogueResult,
  type DialogueScript,
  endsOf,
  eventsOf,
  everySplit,
  PLAN,
  playDialogue,
  TRANSACTION,
} from "./_testing/play_dialogue.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { QUEUE_TIMEOUTS } from "./session_timeouts.ts";
import { SubmissionSession } from "./submission_session.ts";

const HELLO = ["S: 220 mx.example ESMTP", "C: EHLO unit.example", "S: 250-mx.example"];
const PIPELINED = [...HELLO, "S: 250 PIPELINING"];
const MAIL = "C: MAIL FROM:<unit@example.com>";
const ENVELOPE = [MAIL, "C: RCPT TO:<a@example.net>", "C: DATA"];
const GO = ["S: 250 ok", "S: 250 ok", "S: 354 go", "sendContent", "markUncertain", "C: ."];
const QUEUED = "S: 250 2.0.0 queued";
const BYE = ["C: QUIT", "S: 221 bye", "close"];
/** The first message goes alone: the server has to take one before anything goes along with another. */
const FIRST = [...PIPELINED, ...ENVELOPE, ...GO, QUEUED, "C: RSET", ...ENVELOPE, "S: 250 reset"];
/** Three messages up to the lone dot of the second, behind which the envelope of the third has left. */
const TWO_OUT = [...FIRST, ...GO, "C: RSET", ...ENVELOPE];
const TAKEN = "delivered DELIVERED F-250";
const three = { grouped: true, transactions: [TRANSACTION, TRANSACTION, TRANSACTION] };
const tooBig = { ...TRANSACTION, content: { sizeBytes: 5000, eightBit: false } };

interface Row extends DialogueScript {
  readonly name: string;
  readonly ends: readonly string[];
  /** Transactions that were never begun. @default {0} */
  readonly left?: number;
  readonly refusesGroups?: true;
}

const ROWS: readonly Row[] = [
  {
    name: "sends the next envelope with the lone dot once the server has taken a message",
    ...three,
    lines: [...TWO_OUT, QUEUED, "S: 250 reset", ...GO, QUEUED, ...BYE],
    ends: [TAKEN, TAKEN, TAKEN],
  },
  {
    name: "goes on with the next one when a message is refused, and lets nothing go along with it",
    ...three,
    transactions: [TRANSACTION, TRANSACTION, TRANSACTION, TRANSACTION],
    lines: [
      ...[...TWO_OUT, "S: 554 5.7.1 spam", "S: 250 reset", ...GO, QUEUED],
      ...["C: RSET", ...ENVELOPE, "S: 250 reset", ...GO, QUEUED, ...BYE],
    ],
    ends: [TAKEN, "permanent MESSAGE_REFUSED F-5", TAKEN, TAKEN],
  },
  {
    name: "sends no content when everybody of the next one is refused and DATA is not",
    ...three,
    lines: [
      ...[...TWO_OUT, QUEUED, "S: 250 reset", "S: 250 ok", "S: 550 5.1.1 no", "S: 354 go"],
      ...["C: .", "S: 554 5.5.1 no recipient", ...BYE],
    ],
    ends: [TAKEN, TAKEN, "permanent RECIPIENT_REFUSED F-rcpt-5"],
  },
  {
    name: "does not begin the next one when the connection ends before the answer",
    ...three,
    lines: [...TWO_OUT, "closed", "close"],
    ends: [TAKEN, "uncertain MAYBE_DELIVERED F-uncertain"],
    left: 1,
    refusesGroups: true,
  },
  {
    name: "does not begin the next one when no answer comes",
    ...three,
    lines: [...TWO_OUT, "timedOut", "close"],
    ends: [TAKEN, "uncertain MAYBE_DELIVERED F-uncertain"],
    left: 1,
    refusesGroups: true,
  },
  {
    name: "does not begin the next one when the server goes after the content",
    ...three,
    lines: [...TWO_OUT, "S: 421 4.3.2 closing", "close"],
    ends: [TAKEN, "transient SERVER_BUSY F-421"],
    left: 1,
  },
  {
    name: "has begun the next one when the server goes after its answer",
    ...three,
    lines: [...TWO_OUT, QUEUED, "S: 421 4.7.0 enough for now", "close"],
    ends: [TAKEN, TAKEN, "transient SERVER_BUSY F-421"],
  },
  {
    name: "does not try again what a server takes for out of step",
    ...three,
    lines: [...TWO_OUT, QUEUED, "S: 554 synchronization error", "close"],
    ends: [TAKEN, TAKEN, "transient PROTOCOL_ERROR V5"],
    refusesGroups: true,
  },
  {
    name: "does not try again what a server forgets",
    ...three,
    lines: [...TWO_OUT, QUEUED, "timedOut", "close"],
    ends: [TAKEN, TAKEN, "transient TIMED_OUT F-lost"],
    refusesGroups: true,
  },
  {
    name: "lets nothing go along where that has gone wrong before",
    ...three,
    transactions: [TRANSACTION, TRANSACTION],
    history: { startTls: false, verified: false, refusesGroups: true },
    lines: [...FIRST, ...GO, QUEUED, ...BYE],
    ends: [TAKEN, TAKEN],
    refusesGroups: true,
  },
  {
    name: "lets nothing go along without PIPELINING",
    ...three,
    lines: [
      ...[...HELLO, "S: 250 SIZE", ...alone(" SIZE=100"), "C: RSET", "S: 250 reset"],
      ...[...alone(" SIZE=100"), "C: RSET", "S: 250 reset", ...alone(" SIZE=100"), ...BYE],
    ],
    ends: [TAKEN, TAKEN, TAKEN],
  },
  {
    name: "says nothing for a next one that the server cannot take",
    grouped: true,
    transactions: [TRANSACTION, TRANSACTION, tooBig, TRANSACTION],
    lines: [
      ...[...HELLO, "S: 250-PIPELINING", "S: 250 SIZE 1000", ...sized(), ...GO, QUEUED],
      ...["C: RSET", ...sized(), "S: 250 reset", ...GO, QUEUED],
      ...["C: RSET", ...sized(), "S: 250 reset", ...GO, QUEUED, ...BYE],
    ],
    ends: [TAKEN, TAKEN, "permanent MESSAGE_TOO_BIG V18", TAKEN],
  },
];

function sized(): string[] {
  return [`${MAIL} SIZE=100`, ...ENVELOPE.slice(1)];
}

/** A message with an answer after each command. */
function alone(parameters: string): string[] {
  const [, rcpt = "", data = ""] = ENVELOPE;
  return [`${MAIL}${parameters}`, "S: 250 ok", rcpt, "S: 250 ok", data, ...GO.slice(2), QUEUED];
}

describe("SubmissionSession with transactions in a group", () => {
  it.each(ROWS)("SubmissionSession $name", (row) => {
    const result = playDialogue(row);
    expect(result.actions).toEqual(actionsOf(row));
    expect(endsOf(result)).toEqual(row.ends);
    expect({ left: result.left, refusesGroups: result.sighting.refusesGroups }).toEqual({
      left: row.left ?? 0,
      refusesGroups: row.refusesGroups,
    });
  });

  it("SubmissionSession plays every such dialogue alike at every split point and byte by byte", () => {
    const seen = { splits: 0 };
    for (const row of ROWS) {
      const whole = playDialogue(row);
      const events = eventsOf(row);
      for (const split of [...everySplit(events), byteByByte(events)]) {
        expect(playDialogue(row, split)).toEqual(whole);
        seen.splits += 1;
      }
    }
    expect(seen.splits).toBeGreaterThan(1500);
    process.stdout.write(`Dialogues with groups: played in ${seen.splits} ways of splitting\n`);
  });

  it("SubmissionSession gives each transaction its own lines", () => {
    const [row] = ROWS;
    const { dialogues } = playDialogue({ ...three, lines: row?.lines ?? [] });
    const own = [
      ...["client MAIL FROM:<unit@example.com>", "client RCPT TO:<a@example.net>", "client DATA"],
    ];
    const answered = ["server 250 ok", "server 250 ok", "server 354 go", "client ."];
    const whole = [
      "client RSET",
      ...own,
      "server 250 reset",
      ...answered,
      "server 250 2.0.0 queued",
    ];
    expect(dialogues.slice(1)).toEqual([whole, whole]);
  });

  it("SubmissionSession ends no content that it was not asked for, and marks each, whatever a server says", () => {
    const random = new SeededRandom(2920);
    const seen = { dots: 0, left: 0, violations: [] as string[] };
    for (let round = 0; round < 20_000; round++) {
      const row = ROWS[random.below(ROWS.length)];
      if (row === undefined) continue;
      const result = playDialogue({ ...row, lines: mutated(row.lines, random) });
      if (!isSound(result)) seen.violations.push(`${row.name}: ${result.actions.join(" | ")}`);
      seen.dots += result.actions.filter((action) => action === "C: .").length;
      seen.left += result.left;
    }
    expect(seen.violations).toEqual([]);
    expect(seen.dots).toBeGreaterThan(20_000);
    expect(seen.left).toBeGreaterThan(1000);
  });

  it("SubmissionSession takes no next transaction where none may go along", () => {
    const options = { plan: PLAN, secret: undefined, crypto: nodeSaslCrypto("nonce") };
    const session = new SubmissionSession({ ...options, timeouts: QUEUE_TIMEOUTS });
    const next = { ...TRANSACTION, recipients: [address("b@example.net")] };
    expect(session.takesNext).toBe(false);
    expect(() => session.observe({ kind: "contentSent", next })).toThrow(
      new TypeError("Cannot take the next transaction: it may not go along"),
    );
  });
});

/** Every end of content is marked or goes nowhere, and who is not marked has not got the message. */
function isSound({ actions, outcomes, finished, left }: DialogueResult): boolean {
  const befores = actions.flatMap((action, at) => (action === "C: ." ? [actions[at - 1]] : []));
  const marks = actions.filter((action) => action === "markUncertain").length;
  const verdicts = outcomes.flatMap(({ recipients }) => recipients.map(({ verdict }) => verdict));
  const reached = verdicts.filter(({ kind }) => kind === "delivered" || kind === "uncertain");
  return (
    befores.filter((before) => before === "markUncertain").length === marks &&
    befores.every((before) => before !== "sendContent") &&
    reached.length <= marks &&
    (finished === undefined || left <= 1)
  );
}

const BABBLE = [
  ...["S: 250 ok", "S: 354 go", "S: 500 what", "S: 552 5.3.4 big", "S: 421 bye", "S: 451 later"],
  ...["S: junk", "closed", "timedOut"],
];

/** A dialogue with one to three of its lines lost, replaced or joined by babble. */
function mutated(lines: readonly string[], random: SeededRandom): string[] {
  const changed = [...lines];
  for (let change = random.below(3); change >= 0; change--) {
    const babble = [BABBLE[random.below(BABBLE.length)] ?? ""];
    changed.splice(random.below(changed.length), random.below(2), ...babble.slice(random.below(2)));
  }
  return changed;
}
