import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { EnvelopeParameters, MessageOrigin } from "@fieldpost/core";
import { draftName } from "./_spool_draft.ts";
import { prepareRecord, writeRecords } from "./_write_records.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";

/** A message on its way into the spool; its line ends are CRLF already. */
export interface SpoolDeposit {
  readonly sender: string | null;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly priority?: "urgent";
  readonly giveUpAfterMs?: number;
  readonly parameters?: EnvelopeParameters;
  readonly origin?: MessageOrigin;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
}

/** What a writer works with. */
export interface SpoolWriterOptions {
  readonly queuePath: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
}

/** Messages that one sync may cover. */
export const BATCH_LIMIT = 2000;

/** Octets that one sync may cover; a larger message stands alone. */
export const BATCH_LIMIT_BYTES: number = 4 * 1024 * 1024;

interface Waiting {
  readonly deposit: SpoolDeposit;
  readonly resolve: (message: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Accepts messages into the spool. The instant of acceptance is the sync of the directory after the
 * rename: `accept()` resolves then, and not before.
 *
 * It costs a temporary file, its trailer, a sync, a rename and a sync of the directory. Messages that
 * come while one is being accepted share the next file and so the next two syncs: that is what makes
 * a burst cheap. Killed in between it leaves a file whose name begins with a dot, which is no message;
 * `removeDeadDrafts()` takes it away.
 */
export class SpoolWriter {
  readonly #options: SpoolWriterOptions;
  #waiting: Waiting[] = [];
  #isWriting = false;
  #moment = { atMs: 0, turn: 0 };

  constructor(options: SpoolWriterOptions) {
    this.#options = options;
  }

  /**
   * Accepts a message.
   *
   * @returns Its name in the queue.
   * @throws {RuntimeFailure} If the disk refuses; then nothing was accepted
   */
  async accept(deposit: SpoolDeposit): Promise<string> {
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ deposit, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // Whoever asks in the same turn shares the first file.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      try {
        const messages = await this.#writeBatch(batch.map(({ deposit }) => deposit));
        for (const [at, { resolve }] of batch.entries()) resolve(messages[at] ?? "");
      } catch (error) {
        const failure = translateWriteError(this.#options.queuePath, error);
        for (const { reject } of batch) reject(failure);
      }
    }
    this.#isWriting = false;
  }

  /** How many files had their names in this millisecond before: a disk may be that quick. */
  #turnAt(atMs: number): number {
    const turn = this.#moment.atMs === atMs ? this.#moment.turn + 1 : 0;
    this.#moment = { atMs, turn };
    return turn;
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    const [first] = this.#waiting;
    for (const { deposit } of this.#waiting) {
      const size = sizeOf(deposit);
      if (deposit.priority !== first?.deposit.priority) break;
      if (count > 0 && (count >= BATCH_LIMIT || bytes + size > BATCH_LIMIT_BYTES)) break;
      bytes += size;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #writeBatch(deposits: readonly SpoolDeposit[]): Promise<string[]> {
    const { queuePath, files, clock } = this.#options;
    const acceptedAtMs = clock.nowMs();
    const name = newName(acceptedAtMs, this.#turnAt(acceptedAtMs));
    const messages = deposits.map((_, at) => messageName(name, at, deposits.length));
    const temporary = join(queuePath, draftName(name));
    const creating = files.create(temporary, 0o600);
    // In the meantime, because that is another thread's work.
    const records = deposits.map(({ content, ...facts }, at) =>
      prepareRecord({ header: { message: messages[at] ?? "", acceptedAtMs, ...facts }, content }),
    );
    const file = await creating;
    try {
      try {
        await writeRecords(file, records);
        await file.sync();
      } finally {
        await file.close();
      }
      // The name tells what is urgent, so that a pass need not read every file to find it.
      const mark = deposits[0]?.priority === "urgent" ? "u" : "";
      await files.rename(temporary, join(queuePath, `${name}_${deposits.length}${mark}.mail`));
    } catch (error) {
      await files.unlink(temporary).catch(() => undefined);
      throw error;
    }
    await files.syncDirectory(queuePath);
    return messages;
  }
}

/** The name of a message in a file of so many. */
export function messageName(file: string, at: number, count: number): string {
  return count === 1 ? file : `${file}-${at + 1}`;
}

/** A new name; names sort by their time, and those that a writer gives in one moment by their turn. */
export function newName(nowMs: number, turn = 0): string {
  const place = Math.min(turn, 15).toString(16);
  const chance = randomBytes(5).toString("hex").slice(1);
  return `${nowMs.toString(36).padStart(9, "0")}${place}${chance}`;
}

function sizeOf({ content }: SpoolDeposit): number {
  return content instanceof Uint8Array ? content.length : BATCH_LIMIT_BYTES;
}
