import { randomBytes } from "node:crypto";
import { appendFileSync, statSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import type { Clock } from "./clock.ts";
import { LogTail } from "./log_tail.ts";
import { type RuntimeFailure, translateWriteError } from "./runtime_failure.ts";
import { withLock } from "./with_lock.ts";

/** Octets after which the log is aged to `.bak`: JANOS's limit. */
export const LOG_LIMIT_BYTES: number = 64 * 1024;

/** How long a line waits for others where nobody waits for it, and how many do so at most. */
const NOTE_MS = 50;
const NOTE_LINES = 200;

const BATCH_LENGTH = 16 * 1024;

/** Characters of one line's text; a longer one is cut. */
export const LOG_TEXT_LIMIT: number = 1000;

/** What happened: a kind for programs, a text for people, facts for both. Never a secret. */
export interface LogEvent {
  readonly event: string;
  readonly text: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A line of the structured log. */
export interface LogRecord extends LogEvent {
  /** The record's own: two readings tell by it whether they have the same one. */
  readonly id: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
}

/** What a log works with. */
export interface SystemLogOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Told when a line could not be written: a full disk must not stop mail. */
  readonly onFailure: (failure: RuntimeFailure) => void;
}

/**
 * The system log: lines for people in JANOS's form, `MM/DD/YY HH:MM:SS.mmm, text`, and the same
 * events as JSON lines beside them.
 *
 * Each file is aged to `.bak` at 64 KiB and the previous `.bak` is dropped. A line is never torn over two
 * writes, so several processes can log at once. Appending never throws: it tells `onFailure`.
 *
 * @example
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * await unit.log.append({ event: "note", text: "Checked by hand" });
 * assert.match((await unit.log.lines())[0] ?? "", /, Checked by hand$/);
 * await rm(home, { recursive: true });
 * ```
 */
export class SystemLog {
  readonly #options: SystemLogOptions;
  readonly #lines: string[] = [];
  readonly #records: string[] = [];
  /** Several processes write one log, so that no number alone is a record's own. */
  readonly #writer: string = randomBytes(6).toString("base64url");
  #count = 0;
  #isWriting = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: SystemLogOptions) {
    this.#options = options;
  }

  async append(event: LogEvent): Promise<void> {
    await this.appendAll([event]);
  }

  /** Appends many events of one moment. Lines that come while a write is under way share the next. */
  async appendAll(events: readonly LogEvent[]): Promise<void> {
    this.#add(events);
    await this.flush();
  }

  /** Appends an event that nobody waits for: it is written a moment later, together with others. */
  note(event: LogEvent): void {
    this.#add([event]);
    if (this.#lines.length >= NOTE_LINES) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), NOTE_MS);
  }

  /** Waits until everything that was appended is written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isWriting) this.#writing = this.#writeAll();
    await this.#writing;
  }

  #add(events: readonly LogEvent[]): void {
    const nowMs = this.#options.clock.nowMs();
    const at = new Date(nowMs).toISOString();
    for (const { event, text, facts } of events) {
      const line = oneLine(text);
      this.#count += 1;
      const record: LogRecord = {
        id: `${this.#writer}.${this.#count}`,
        at,
        event,
        text: line,
        ...(facts === undefined ? {} : { facts }),
      };
      this.#lines.push(`${formatLogTime(nowMs)}, ${line}\n`);
      this.#records.push(`${JSON.stringify(record)}\n`);
    }
  }

  /** Every line that is still kept, oldest first. */
  async lines(): Promise<string[]> {
    return await readBoth(this.#options.path);
  }

  /** Every record that is still kept, oldest first; a line torn by a crash is left out. */
  async records(): Promise<LogRecord[]> {
    return (await readBoth(this.#recordsPath)).flatMap(parseLogRecord);
  }

  /** Follows the records from now on; whoever reads it, it is their own. */
  async tail(): Promise<LogTail> {
    const tail = new LogTail(this.#recordsPath);
    await tail.skip();
    return tail;
  }

  get #recordsPath(): string {
    return this.#options.path.replace(/\.log$/, ".jsonl");
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // Whatever happens in the same turn of the event loop is one write.
    await new Promise(setImmediate);
    while (this.#lines.length > 0) {
      const lines = this.#lines.splice(0);
      const records = this.#records.splice(0);
      try {
        for (const batch of batchesOf(lines)) await this.#write(this.#options.path, batch);
        for (const batch of batchesOf(records)) await this.#write(this.#recordsPath, batch);
      } catch (error) {
        this.#options.onFailure(translateWriteError(this.#options.path, error));
      }
    }
    this.#isWriting = false;
  }

  async #write(path: string, line: string): Promise<void> {
    const size = Buffer.byteLength(line);
    if (sizeOf(path) + size > LOG_LIMIT_BYTES) await this.#age(path, size);
    // It ends in memory: the way to another thread and back would take longer.
    appendFileSync(path, line, { mode: 0o600 });
  }

  async #age(path: string, size: number): Promise<void> {
    await withLock(`${path}.lock`, this.#options, async () => {
      // Another process may have aged it while this one waited.
      if (sizeOf(path) + size > LOG_LIMIT_BYTES) await rename(path, `${path}.bak`);
    });
  }
}

/**
 * Writes a moment as the system log does, in local time.
 *
 * @example
 * ```ts
 * import { formatLogTime } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * const noon = new Date(2026, 10, 22, 12, 3, 4, 56).getTime();
 * assert.equal(formatLogTime(noon), "11/22/26 12:03:04.056");
 * ```
 */
export function formatLogTime(nowMs: number): string {
  const time = new Date(nowMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = [time.getMonth() + 1, time.getDate(), time.getFullYear() % 100].map(two).join("/");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  return `${date} ${clock}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

/** Joins lines to writes of a few kilobytes: a thousand changes are not a thousand writes. */
function batchesOf(lines: readonly string[]): readonly string[] {
  const batches: string[] = [];
  for (const line of lines) {
    const last = batches.at(-1);
    if (last !== undefined && last.length + line.length <= BATCH_LENGTH) {
      batches[batches.length - 1] = last + line;
    } else {
      batches.push(line);
    }
  }
  return batches;
}

// A line break in a server's words must not become a line of the log.
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").slice(0, LOG_TEXT_LIMIT);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function readBoth(path: string): Promise<string[]> {
  const texts = await Promise.all([readOrEmpty(`${path}.bak`), readOrEmpty(path)]);
  return texts
    .join("")
    .split("\n")
    .filter((line) => line !== "");
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return "";
  }
}

/** Reads a line of the structured log; a torn one gives nothing. */
export function parseLogRecord(line: string): LogRecord[] {
  try {
    const record = JSON.parse(line) as LogRecord;
    // Records of an earlier version have no identity of their own.
    return [{ ...record, id: record.id ?? `${record.at} ${record.text}` }];
  } catch {
    return [];
  }
}
