import { parseJournal, statusOf } from "@fieldpost/core";
import { entriesByMessage } from "./_entries_by_message.ts";
import type { SpoolReader } from "./_spool_reader.ts";
import type { SpooledMessage, SpoolFile } from "./spool.ts";
import { factsOfName } from "./spool_name.ts";
import { readRecord } from "./spool_record.ts";

/** What is known of a spool file besides its content. */
export interface SpoolFileFacts {
  /** The text of its own journal. */
  readonly journal: string;
  /** What the journals of runs say of it. */
  readonly lines: readonly string[];
  readonly uncertainDelayMs: number;
}

/**
 * Reads the messages of a spool file, and how they stand.
 *
 * @throws {SyntaxError} If the file is damaged
 */
export function readSpoolFile(
  name: string,
  reader: SpoolReader,
  { journal, lines, uncertainDelayMs }: SpoolFileFacts,
): { readonly file: SpoolFile; readonly isTorn: boolean } {
  const known = new Set(lines.length === 0 ? [] : journal.split("\n"));
  const more = lines.filter((line) => !known.has(line)).join("\n");
  const { entries } = parseJournal(more === "" ? journal : `${journal}\n${more}`);
  const own = entriesByMessage(entries);
  const messages: SpooledMessage[] = [];
  const { count } = factsOfName(name);
  for (let at = 0, start = 0; at < count; at++) {
    const record = readRecord(reader, start);
    const { header } = record;
    const status = statusOf(header, own.get(header.message) ?? [], uncertainDelayMs);
    messages.push({ record, status });
    start = record.end;
  }
  if (reader.size !== (messages.at(-1)?.record.end ?? 0)) {
    throw new SyntaxError(
      `Cannot read the spool file: it has ${reader.size} octets, another length was written`,
    );
  }
  return { file: { name, messages, entries }, isTorn: journal !== "" && !journal.endsWith("\n") };
}
