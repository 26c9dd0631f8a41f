import { describeJournalEvent, type JournalEntry } from "@fieldpost/core";
import type { JournalLine } from "../../api/queue_api.ts";
import { isoTime } from "./iso_time.ts";

/** One thing that happened to a message, in plain words. */
export function journalLine({ atMs, event }: JournalEntry): JournalLine {
  const { what, said, channel } = describeJournalEvent(event, isoTime);
  const words = said === undefined ? "" : `, "${said}"`;
  const protection = channel === undefined ? "" : `; ${channel}`;
  return { at: isoTime(atMs), kind: event.kind, text: `${what}${words}${protection}` };
}
