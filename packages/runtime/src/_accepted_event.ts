import type { AcceptedEvent, JournalEntry } from "@fieldpost/core";
import type { SpoolReader } from "./_spool_reader.ts";
import { type CleanText, FRONT_BYTES, type MessageTitle, titleOf } from "./message_title.ts";
import type { SpoolRecord } from "./spool_record.ts";

/** What a title is read with. */
export interface TitleSource {
  readonly reader: SpoolReader;
  /** `undefined` where a secret cannot be opened: a title that could hold it is left out. */
  readonly clean: CleanText | undefined;
}

/** What a journal says first of a message. */
export function acceptedEvent(record: SpoolRecord, source: TitleSource): AcceptedEvent {
  const { sender, recipients, messageId, priority, origin } = record.header;
  return {
    ...{ kind: "accepted", sender, recipients, messageId, sizeBytes: record.contentBytes },
    ...readTitle(record, source),
    ...(priority === "urgent" ? { isUrgent: true } : {}),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** What a journal says of the acceptance; `undefined` in one of before. */
export function acceptedOf(journal: readonly JournalEntry[]): AcceptedEvent | undefined {
  for (const { event } of journal) if (event.kind === "accepted") return event;
  return undefined;
}

function readTitle(
  { contentStart, contentBytes }: SpoolRecord,
  { reader, clean }: TitleSource,
): MessageTitle {
  if (clean === undefined) return { subject: null, from: null };
  try {
    return titleOf(reader.bytes(contentStart, Math.min(FRONT_BYTES, contentBytes)), clean);
  } catch {
    // A disk that errs here tells so where it matters: when the content is read.
    return { subject: null, from: null };
  }
}
