import { describe, expect, it } from "@jest/globals";
import {
  actionsOf,
  address,
  byteByByte,
  type DialogueScript,
  endsOf,
  eventsOf,
  everySplit,
  playDialogue,
  TRANSACTION,
} from "./_testing/play_dialogue.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { chooseTransfer, TRANSFER_RULES } from "./choose_transfer.ts";
import type { SubmissionTransaction } from "./session_observation.ts";

const HELLO = ["S: 220 mx.example ESMTP", "C: EHLO unit.example", "S: 250-mx.example"];
const SECURED = ["startTls", "TLS ok", ...HELLO];
const ENVELOPE = [
  ...["C: MAIL FROM:<unit@example.com>", "S: 250 ok", "C: RCPT TO:<a@example.net>", "S: 250 ok"],
];
const LAST = ["markUncertain", "C: BDAT 100 LAST", "sendChunk"];
const EMPTY_LAST = ["markUncertain", "C: BDAT 0 LAST"];
const DATA = ["C: DATA", "S: 354 go", "sendContent", "markUncertain", "C: ."];
const BYE = ["C: QUIT", "S: 221 bye", "close"];
const DONE = ["S: 250 2.0.0 queued as 1", ...BYE];
const ALONG = ["C: MAIL FROM:<unit@example.com>", "C: RCPT TO:<a@example.net>", ...LAST];
const LARGE: SubmissionTransaction = {
  ...TRANSACTION,
  content: { sizeBytes: 100_000, eightBit: false },
};
const TWO = { ...TRANSACTION, recipients: [address("a@example.net"), address("b@example.net")] };
const OFFER = "S: 250 CHUNKING";
const PIPELINED = ["S: 250-PIPELINING", OFFER];
const IMPLICIT = { mode: "implicit" } as const;

interface Row extends DialogueScript {
  readonly name: string;
  readonly ends: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "sends counted chunks where they are offered over TLS",
    plan: IMPLICIT,
    lines: [...SECURED, OFFER, ...ENVELOPE, ...LAST, ...DONE],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends a small message along with its envelope",
    plan: IMPLICIT,
    lines: [...[...SECURED, ...PIPELINED, ...ALONG, "S: 250 ok", "S: 250 ok", ...DONE]],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends a large message only when somebody receives it, and LAST when all before is taken",
    plan: IMPLICIT,
    transactions: [LARGE],
    chunks: [60_000, 70_000, 40_000],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG.slice(0, 2), "S: 250 ok", "S: 250 ok"],
      ...["C: BDAT 60000", "sendChunk", "C: BDAT 70000", "sendChunk", "S: 250 60000"],
      ...["S: 250 70000", "markUncertain", "C: BDAT 40000 LAST", "sendChunk", ...DONE],
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends LAST with nothing where the last chunk is large",
    plan: IMPLICIT,
    transactions: [LARGE],
    chunks: [70_000, 80_000],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG.slice(0, 2), "S: 250 ok", "S: 250 ok"],
      ...["C: BDAT 70000", "sendChunk", "C: BDAT 80000", "sendChunk"],
      ...["S: 250 70000", "S: 250 80000", ...EMPTY_LAST, ...DONE],
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "waits for each chunk where nothing may be pipelined",
    plan: IMPLICIT,
    transactions: [LARGE],
    chunks: [70_000, 80_000],
    lines: [
      ...[...SECURED, OFFER, ...ENVELOPE, "C: BDAT 70000", "sendChunk", "S: 250 70000"],
      ...["C: BDAT 80000", "sendChunk", "S: 250 80000", ...EMPTY_LAST, ...DONE],
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "never says LAST after a chunk that was refused, and takes the first refusal",
    plan: IMPLICIT,
    transactions: [LARGE],
    chunks: [70_000, 80_000],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG.slice(0, 2), "S: 250 ok", "S: 250 ok"],
      ...["C: BDAT 70000", "sendChunk", "C: BDAT 80000", "sendChunk"],
      ...["S: 452 4.3.1 full", "S: 503 5.5.1 it has failed", ...BYE],
    ],
    ends: ["transient MESSAGE_DEFERRED F-4"],
  },
  {
    name: "sends no octet of a large message that nobody receives",
    plan: IMPLICIT,
    transactions: [LARGE],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG.slice(0, 2), "S: 250 ok", "S: 550 5.1.1 no", ...BYE],
    ],
    ends: ["permanent RECIPIENT_REFUSED F-rcpt-5"],
  },
  {
    name: "sends no chunk after one that is refused, and stays in step",
    plan: IMPLICIT,
    transactions: [LARGE, TRANSACTION],
    chunks: [60_000, 40_000],
    lines: [
      ...[...SECURED, OFFER, ...ENVELOPE, "C: BDAT 60000", "sendChunk", "S: 552 5.3.4 too big"],
      ...["C: RSET", "S: 250 ok", ...ENVELOPE, "C: BDAT 60000", "sendChunk"],
      ...["S: 452 4.3.1 full", ...BYE],
    ],
    ends: ["permanent MESSAGE_TOO_BIG F-size", "transient MESSAGE_DEFERRED F-4"],
  },
  {
    name: "takes the refusal of the message at its end",
    plan: IMPLICIT,
    lines: [...[...SECURED, OFFER, ...ENVELOPE, ...LAST], ...["S: 554 5.7.1 spam", ...BYE]],
    ends: ["permanent MESSAGE_REFUSED F-5"],
  },
  {
    name: "ends the session when BDAT turns out to be unknown, without another word",
    plan: IMPLICIT,
    lines: [...SECURED, OFFER, ...ENVELOPE, ...LAST, "S: 500 5.5.1 unknown command", "close"],
    ends: ["transient CHUNKING_REFUSED F-bdat"],
  },
  {
    name: "ends the session so when the message had gone along",
    plan: IMPLICIT,
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG, "S: 250 ok", "S: 250 ok", "S: 502 5.5.1 unknown"],
      "close",
    ],
    ends: ["transient CHUNKING_REFUSED F-bdat"],
  },
  {
    name: "blames the recipient and not BDAT when nobody was left",
    plan: IMPLICIT,
    transactions: [TRANSACTION, TRANSACTION],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG, "S: 250 ok", "S: 450 4.2.0 greylisted"],
      ...["S: 503 5.5.1 no recipient", "C: RSET", "S: 250 ok"],
      ...[...ALONG, "S: 250 ok", "S: 250 ok", ...DONE],
    ],
    ends: ["transient RECIPIENT_DEFERRED F-rcpt-4", "delivered DELIVERED F-250"],
  },
  {
    name: "lets a refused MAIL decide though the message had gone along",
    plan: IMPLICIT,
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG, "S: 530 5.7.0 log in first", "S: 503 no MAIL"],
      ...["S: 503 no MAIL", ...BYE],
    ],
    ends: ["hold AUTH_REQUIRED S8"],
  },
  {
    name: "delivers to one when the other is refused",
    plan: IMPLICIT,
    transactions: [TWO],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG.slice(0, 2), "C: RCPT TO:<b@example.net>"],
      ...[...LAST, "S: 250 ok", "S: 550 5.1.1 no", "S: 250 ok", ...DONE],
    ],
    ends: ["permanent RECIPIENT_REFUSED F-rcpt-5", "delivered DELIVERED F-250"],
  },
  {
    name: "cannot know when the connection is lost after the end, whatever reply was still to come",
    plan: IMPLICIT,
    transactions: [TWO],
    lines: [
      ...[...SECURED, ...PIPELINED, ...ALONG.slice(0, 2), "C: RCPT TO:<b@example.net>"],
      ...[...LAST, "S: 250 ok", "S: 550 5.1.1 no", "closed", "close"],
    ],
    ends: ["permanent RECIPIENT_REFUSED F-rcpt-5", "uncertain MAYBE_DELIVERED F-uncertain"],
  },
  {
    name: "cannot know when no reply comes after the end",
    plan: IMPLICIT,
    lines: [...SECURED, ...PIPELINED, ...ALONG, "timedOut", "close"],
    ends: ["uncertain MAYBE_DELIVERED F-uncertain"],
  },
  {
    name: "may try again when the connection is lost before the end",
    plan: IMPLICIT,
    transactions: [LARGE],
    chunks: [70_000, 80_000],
    lines: [...SECURED, OFFER, ...ENVELOPE, "C: BDAT 70000", "sendChunk", "closed", "close"],
    ends: ["transient CONNECTION_LOST F-lost"],
  },
  {
    name: "may try again when the server closes down before it has read the end",
    plan: IMPLICIT,
    lines: [...SECURED, ...PIPELINED, ...ALONG, "S: 421 4.3.2 closing", "close"],
    ends: ["transient SERVER_BUSY F-421"],
  },
  {
    name: "sends line by line in clear, whatever is offered",
    lines: [...HELLO, OFFER, ...ENVELOPE, ...DATA, ...DONE],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends line by line because of what was offered before TLS (V3)",
    plan: { mode: "starttls-must" },
    lines: [
      ...[...HELLO, "S: 250-CHUNKING", "S: 250 STARTTLS", "C: STARTTLS", "S: 220 go"],
      ...["startTls", "TLS ok", "C: EHLO unit.example", "S: 250 mx", ...ENVELOPE, ...DATA, ...DONE],
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends line by line to a server that has refused a chunk before",
    plan: IMPLICIT,
    history: { startTls: true, verified: true, refusesChunks: true },
    lines: [...SECURED, OFFER, ...ENVELOPE, ...DATA, ...DONE],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends line by line where a person wants it so",
    plan: { ...IMPLICIT, chunking: false },
    lines: [...SECURED, OFFER, ...ENVELOPE, ...DATA, ...DONE],
    ends: ["delivered DELIVERED F-250"],
  },
];

describe("SubmissionSession with chunks", () => {
  it.each(ROWS)("$name", (row) => {
    const result = playDialogue(row);
    expect(result.actions).toEqual(actionsOf(row));
    expect(endsOf(result)).toEqual(row.ends);
  });

  it("plays every such dialogue alike at every split point and byte by byte", () => {
    const seen = { splits: 0 };
    for (const row of ROWS) {
      const whole = playDialogue(row);
      const events = eventsOf(row);
      for (const split of [...everySplit(events), byteByByte(events)]) {
        expect(playDialogue(row, split)).toEqual(whole);
        seen.splits += 1;
      }
    }
    expect(seen.splits).toBeGreaterThan(2000);
    process.stdout.write(`Dialogues with chunks: played in ${seen.splits} ways of splitting\n`);
  });

  it("marks before the end goes out, knows nothing after it, and sends no chunk in clear", () => {
    const random = new SeededRandom(3030);
    const seen = { ended: 0, unknown: 0, violations: [] as string[] };
    for (let round = 0; round < 20_000; round++) {
      const row = ROWS[random.below(ROWS.length)] ?? ROWS[0];
      if (row === undefined) continue;
      const script = { ...row, transactions: (row.transactions ?? [TRANSACTION]).slice(0, 1) };
      const result = playDialogue({ ...script, lines: mutated(row.lines, random) });
      const { actions } = result;
      const end = actions.findIndex((action) => / LAST$/.test(action));
      const chunk = actions.findIndex((action) => action.startsWith("C: BDAT"));
      const verdicts = result.outcomes.flatMap((o) => o.recipients.map(({ verdict }) => verdict));
      const silent = verdicts.filter(({ reply }) => reply === undefined);
      const isWrong =
        (end >= 0 && actions[end - 1] !== "markUncertain") ||
        (end >= 0 && silent.some(({ kind }) => kind !== "uncertain")) ||
        (end < 0 && chunk >= 0 && verdicts.some(({ kind }) => kind === "delivered")) ||
        (chunk >= 0 && !result.transcript.some((line) => line.startsWith("note encrypted"))) ||
        verdicts.length > script.transactions.flatMap((each) => each.recipients).length;
      if (isWrong) seen.violations.push(`${row.name}: ${actions.join(" | ")}`);
      if (end >= 0) seen.ended += 1;
      if (end >= 0 && silent.length > 0) seen.unknown += 1;
    }
    expect(seen.violations).toEqual([]);
    expect(seen.ended).toBeGreaterThan(5000);
    expect(seen.unknown).toBeGreaterThan(500);
  });

  it("says of a server that refused a chunk that it does", () => {
    const rows = ROWS.filter(({ ends }) => ends[0]?.includes("CHUNKING_REFUSED"));
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(playDialogue(row).sighting.refusesChunks).toBe(true);
    const [first] = ROWS;
    expect(first && playDialogue(first).sighting).toEqual({ startTls: true, verified: true });
  });
});

const BABBLE = [
  ...["S: 250 ok", "S: 354 go", "S: 500 what", "S: 552 5.3.4 big", "S: 421 bye", "S: 451 later"],
  ...["S: junk", "closed", "timedOut", "TLS ok"],
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

describe("chooseTransfer()", () => {
  it("chooseTransfer() sends chunks in one case of sixteen", () => {
    const yesNo = [true, false];
    const chunked = yesNo.flatMap((chunking) =>
      yesNo.flatMap((offered) =>
        yesNo.flatMap((isSecured) =>
          yesNo.flatMap((wasRefused) => {
            const facts = {
              chunking,
              capabilities: { chunking: offered },
              isSecured,
              wasRefused,
            };
            return chooseTransfer(facts) === "BDAT" ? [facts] : [];
          }),
        ),
      ),
    );
    expect(chunked).toEqual([
      { chunking: true, capabilities: { chunking: true }, isSecured: true, wasRefused: false },
    ]);
    expect(TRANSFER_RULES.at(-1)?.transfer).toBe("BDAT");
  });
});
