import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type JournalEntry, parseJournal, RETRY_TIMETABLE, statusOf } from "@fieldpost/core";
import { acceptedOf } from "./_accepted_event.ts";
import { readOptional } from "./_optional_files.ts";
import { SpoolReader } from "./_spool_reader.ts";
import { type EndedMessage, factsOf } from "./queued_message.ts";
import { readContent, readRecord, type SpoolRecord } from "./spool_record.ts";

/** The journal of a run, or a part of it. */
export const SEGMENT_REGEXP: RegExp = /^([0-9a-z]{19})-\d{6}\.log$/;

/** The part of its name that a message shares with its file. */
export function stemOf(message: string): string {
  return message.split("-")[0] ?? "";
}

/** Finds what is left of a message that is over; `undefined` when nothing is known of it. */
export async function findEnded(
  spoolPath: string,
  message: string,
): Promise<EndedMessage | undefined> {
  for (const part of ["done", "failed"]) {
    const path = await findFile(join(spoolPath, part), message, ".log");
    if (path === undefined) continue;
    const journal = entriesOf(await readFile(path, "utf8"), message);
    if (journal.length > 0) return endedMessage(message, journal);
  }
  return await findInRuns(spoolPath, message);
}

/** What was delivered with the first attempt stands in the journal of the run. */
async function findInRuns(spoolPath: string, message: string): Promise<EndedMessage | undefined> {
  for (const part of ["done", "runs"]) {
    const folder = join(spoolPath, part);
    const texts: string[] = [];
    for (const name of (await readdir(folder)).sort()) {
      if (!SEGMENT_REGEXP.test(name)) continue;
      const text = (await readOptional(join(folder, name))) ?? "";
      if (text.includes(message)) texts.push(text);
    }
    const journal = texts.flatMap((text) => entriesOf(text, message));
    if (journal.length > 0) return endedMessage(message, journal);
  }
  return undefined;
}

function entriesOf(text: string, message: string): JournalEntry[] {
  return parseJournal(text).entries.filter((entry) => entry.message === message);
}

/**
 * Opens the content of a message in the queue, or of one that has failed, without a claim: it never
 * changes, and what is deleted meanwhile stays readable to the end.
 *
 * @returns `undefined` when there is none any more; a piece is only good until the next one
 * @throws {SyntaxError} If the file is damaged
 */
export async function openContent(
  spoolPath: string,
  message: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  for (const part of ["queue", "failed"]) {
    const path = await findFile(join(spoolPath, part), message, ".mail");
    const content = path === undefined ? undefined : await contentOf(path, message);
    if (content !== undefined) return content;
  }
  return undefined;
}

async function findFile(
  folder: string,
  message: string,
  ending: string,
): Promise<string | undefined> {
  const start = `${stemOf(message)}_`;
  const names = await readdir(folder);
  const name = names.find((each) => each.startsWith(start) && each.endsWith(ending));
  return name === undefined ? undefined : join(folder, name);
}

/** What a journal tells of a message; its name begins with the moment of its acceptance. */
export function endedMessage(message: string, journal: readonly JournalEntry[]): EndedMessage {
  const acceptedAtMs = Number.parseInt(message.slice(0, 9), 36);
  const accepted = acceptedOf(journal);
  const recipients = accepted?.recipients ?? namedRecipients(journal);
  const { uncertainDelayMs } = RETRY_TIMETABLE;
  const status = statusOf({ message, acceptedAtMs, recipients }, journal, uncertainDelayMs);
  const facts = accepted === undefined ? {} : factsOf(accepted);
  return { message, acceptedAtMs, status, journal, ...facts };
}

/** Those that a journal of before names: of one that was never tried, nobody. */
function namedRecipients(journal: readonly JournalEntry[]): readonly string[] {
  const named = journal.flatMap(({ event }) => {
    if (event.kind === "outcome") return [event.recipient];
    return event.kind === "uncertain" || event.kind === "reported" ? event.recipients : [];
  });
  return [...new Set(named)];
}

async function contentOf(
  path: string,
  message: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const reader = SpoolReader.open(path);
  for (let start = 0; start < reader.size; ) {
    const record = readRecord(reader, start);
    if (record.header.message === message) return closing(reader, record);
    start = record.end;
  }
  reader.close();
  return undefined;
}

async function* closing(reader: SpoolReader, record: SpoolRecord): AsyncGenerator<Uint8Array> {
  try {
    yield* readContent(reader, record);
  } finally {
    reader.close();
  }
}
