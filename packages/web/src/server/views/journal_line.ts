import type { JournalEntry, JournalEvent } from "@fieldpost/core";
import { describeProtection } from "@fieldpost/runtime";
import type { JournalLine } from "../../api/queue_api.ts";
import { isoTime } from "./iso_time.ts";

const OUTCOME_WORDS: Readonly<
  Record<Extract<JournalEvent, { kind: "outcome" }>["outcome"], string>
> = {
  delivered: "delivered",
  transient: "not taken this time",
  uncertain: "no answer after the last dot, it may be delivered",
  hold: "not taken, a setting or the server has to change",
  permanent: "refused for good",
};

/** One thing that happened to a message, in plain words. */
export function journalLine({ atMs, event }: JournalEntry): JournalLine {
  return { at: isoTime(atMs), kind: event.kind, text: textOf(event) };
}

function textOf(event: JournalEvent): string {
  switch (event.kind) {
    case "attempt":
      return `attempt ${event.number}, to ${event.host} port ${event.port}`;
    case "uncertain":
      return `sent to ${event.recipients.join(", ")}; until the answer it may be delivered`;
    case "outcome": {
      const { recipient, outcome, words, protection } = event;
      const said = words === undefined ? "" : `, "${words}"`;
      const channel = describeProtection(protection);
      return `${recipient}: ${OUTCOME_WORDS[outcome]}${said}; ${channel}`;
    }
    case "next":
      return `tried again at ${isoTime(event.nextAtMs)}`;
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
