import { describeProtection } from "./describe_protection.ts";
import type { JournalEntry, JournalEvent } from "./journal_entry.ts";
import type { OutcomeKind } from "./submission_outcome.ts";

/** What happened to a message, in plain words. */
export interface JournalStatement {
  readonly what: string;
  /** The server's last words, or the platform's, of an outcome that has any. */
  readonly said?: string;
  /** How the channel of an outcome was protected. */
  readonly channel?: string;
}

const OUTCOME_WORDS: Readonly<Record<OutcomeKind, string>> = {
  delivered: "delivered",
  transient: "not taken this time",
  uncertain: "no answer after the last dot, it may be delivered",
  hold: "not taken, a setting or the server has to change",
  permanent: "refused for good",
};

/**
 * Says what happened to a message.
 *
 * @param formatTime The moment as a person reads it; core has no calendar
 * @example
 * ```ts
 * import { describeJournalEvent } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const event = { kind: "held", why: "by hand" } as const;
 * assert.deepEqual(describeJournalEvent(event, String), { what: "held: by hand" });
 * ```
 */
export function describeJournalEvent(
  event: JournalEvent,
  formatTime: (atMs: number) => string,
): JournalStatement {
  if (event.kind !== "outcome") return { what: whatHappened(event, formatTime) };
  const { recipient, outcome, words, protection } = event;
  return {
    what: `${recipient}: ${OUTCOME_WORDS[outcome]}`,
    ...(words === undefined ? {} : { said: words }),
    channel: describeProtection(protection),
  };
}

function whatHappened(
  event: Exclude<JournalEvent, { kind: "outcome" }>,
  formatTime: (atMs: number) => string,
): string {
  switch (event.kind) {
    case "accepted":
      return "accepted";
    case "attempt":
      return `attempt ${event.number}, to ${event.host} port ${event.port}`;
    case "uncertain":
      return `sent to ${event.recipients.join(", ")}; until the answer it may be delivered`;
    case "next":
      return `next attempt at ${formatTime(event.nextAtMs)}`;
    case "held":
      return `held: ${event.why}`;
    case "released":
      return "released: due at once";
    case "expired":
      return "given up: it could not be delivered in time";
    case "reported":
      return `${event.recipients.join(", ")}: reported in ${event.report}`;
    case "deleted":
      return "deleted by hand";
  }
}

/**
 * The entries of one message that say something new: an attempt stands in the journal before the lone
 * dot, and again with its outcome.
 *
 * @example
 * ```ts
 * import { newsOfJournal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const event = { kind: "attempt", number: 1, host: "smtp.example.com", port: 587 } as const;
 * const entry = { message: "01k2", atMs: 7, event };
 * assert.deepEqual(newsOfJournal([entry, { ...entry, atMs: 9 }]), [entry]);
 * ```
 */
export function newsOfJournal(journal: readonly JournalEntry[]): readonly JournalEntry[] {
  let number = 0;
  return journal.filter(({ event }) => {
    if (event.kind !== "attempt") return true;
    const isNews = event.number !== number;
    number = event.number;
    return isNews;
  });
}
