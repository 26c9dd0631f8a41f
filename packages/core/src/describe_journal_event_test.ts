import { describe, expect, it } from "@jest/globals";
import { describeJournalEvent, type JournalStatement } from "./describe_journal_event.ts";
import type { JournalEvent } from "./journal_entry.ts";

const OUTCOME = {
  kind: "outcome",
  recipient: "ops@example.com",
  outcome: "permanent",
  code: "RECIPIENT_REFUSED",
  stage: "rcpt",
  protection: { tls: null, why: "the server does not offer STARTTLS" },
  words: "550 5.1.1 No such user",
} as const;

const recipients = ["a@example.com", "b@example.com"];

const ROWS: readonly (readonly [JournalEvent, JournalStatement])[] = [
  [
    {
      ...{ kind: "accepted", sender: null, recipients, messageId: "<1@example.com>" },
      ...{ sizeBytes: 7, subject: null, from: null },
    },
    { what: "accepted" },
  ],
  [
    { kind: "attempt", number: 2, host: "mx.example.com", port: 25 },
    { what: "attempt 2, to mx.example.com port 25" },
  ],
  [
    { kind: "uncertain", recipients },
    { what: "sent to a@example.com, b@example.com; until the answer it may be delivered" },
  ],
  [
    OUTCOME,
    {
      what: "ops@example.com: refused for good",
      said: "550 5.1.1 No such user",
      channel: "in clear: the server does not offer STARTTLS",
    },
  ],
  [
    { ...OUTCOME, outcome: "delivered", words: undefined },
    {
      what: "ops@example.com: delivered",
      channel: "in clear: the server does not offer STARTTLS",
    },
  ],
  [{ kind: "next", nextAtMs: 7 }, { what: "next attempt at moment 7" }],
  [{ kind: "held", why: "by hand" }, { what: "held: by hand" }],
  [{ kind: "released" }, { what: "released: due at once" }],
  [{ kind: "expired" }, { what: "given up: it could not be delivered in time" }],
  [
    { kind: "reported", recipients, report: "01k3" },
    { what: "a@example.com, b@example.com: reported in 01k3" },
  ],
  [{ kind: "deleted" }, { what: "deleted by hand" }],
];

describe("describeJournalEvent()", () => {
  it.each(ROWS)("describeJournalEvent() says what happened: %j", (event, statement) => {
    expect(describeJournalEvent(event, (atMs) => `moment ${atMs}`)).toEqual(statement);
  });
});
