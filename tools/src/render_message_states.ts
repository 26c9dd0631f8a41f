import { type JournalEvent, statusOf } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

const RECIPIENT = "a@example.net";
const ACCEPTED = { message: "m", acceptedAtMs: 0, recipients: [RECIPIENT] };
const ATTEMPT: JournalEvent = { kind: "attempt", number: 1, host: "mx.example.net", port: 25 };
const UNCERTAIN: JournalEvent = { kind: "uncertain", recipients: [RECIPIENT] };
const NEXT: JournalEvent = { kind: "next", nextAtMs: 60_000 };
const HELD: JournalEvent = { kind: "held", why: "held by hand" };

function outcome(kind: "delivered" | "permanent" | "transient"): JournalEvent {
  return {
    kind: "outcome",
    recipient: RECIPIENT,
    outcome: kind,
    code: "MESSAGE_DEFERRED",
    stage: "final",
    protection: { tls: null, why: "" },
    words: undefined,
  };
}

const REPORTED: JournalEvent = { kind: "reported", recipients: [RECIPIENT], report: "r" };
const JOURNALS: readonly (readonly JournalEvent[])[] = [
  [],
  [ATTEMPT, UNCERTAIN],
  [ATTEMPT, outcome("transient"), NEXT],
  [ATTEMPT, UNCERTAIN, HELD],
  [ATTEMPT, UNCERTAIN, HELD, { kind: "released" }],
  [ATTEMPT, UNCERTAIN, outcome("delivered")],
  [ATTEMPT, UNCERTAIN, { ...outcome("delivered"), dsn: "relayed" } as JournalEvent],
  [ATTEMPT, outcome("permanent")],
  [ATTEMPT, outcome("permanent"), REPORTED],
  [ATTEMPT, outcome("transient"), { kind: "expired" }],
  [{ kind: "deleted" }],
];

/** Renders what journals of one recipient mean, by folding them. */
export function renderMessageStates(): string {
  const rows = JOURNALS.map((events) => {
    const entries = events.map((event) => ({ message: "m", atMs: 0, event }));
    const { phase, recipients, unreported } = statusOf(ACCEPTED, entries, 0);
    const words = events.map(wordOf).join(", ");
    return [words === "" ? "none" : words, phase, recipients[0]?.state ?? "", toldOf(unreported)];
  });
  return markdownTable(["journal", "message", "recipient", "to be reported"], rows);
}

function wordOf(event: JournalEvent): string {
  if (event.kind !== "outcome") return event.kind;
  return `outcome ${event.outcome}${event.dsn === "relayed" ? " without DSN" : ""}`;
}

function toldOf(unreported: readonly string[]): string {
  return unreported.length > 0 ? "yes" : "no";
}
