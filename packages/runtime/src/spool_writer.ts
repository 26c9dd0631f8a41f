import { isAscii } from "node:buffer";
import { createHash, randomBytes } from "node:crypto";
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import type { EnvelopeParameters } from "@fieldpost/core";
import { draftName } from "./_spool_draft.ts";
import type { Clock } from "./clock.ts";
import type { DurableFile, DurableFiles } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";
import {
  encodeHeader,
  encodePreamble,
  encodeTrailer,
  PREAMBLE_BYTES,
  type SpoolHeader,
} from "./spool_record.ts";

/** A message on its way into the spool; its line ends are CRLF already. */
export interface SpoolDeposit {
  readonly sender: string | null;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly priority?: "urgent";
  readonly giveUpAfterMs?: number;
  readonly parameters?: EnvelopeParameters;
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
    const name = newName(acceptedAtMs);
    const messages = deposits.map((_, at) => messageName(name, at, deposits.length));
    const temporary = join(queuePath, draftName(name));
    const file = await files.create(temporary, 0o600);
    try {
      try {
        let start = 0;
        for (const [at, { content, ...facts }] of deposits.entries()) {
          const header = { message: messages[at] ?? "", acceptedAtMs, ...facts };
          start = await writeRecord(file, start, { header, content });
        }
        await file.sync();
      } finally {
        await file.close();
      }
      // The name tells what is urgent, so that a pass need not read every file to find it.
      const mark = deposits[0]?.priority === "urgent" ? "u" : "";
      await files.rename(temporary, join(queuePath, `${name}_${deposits.length}${mark}.mail`));
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
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

/** A new name; names sort by their time. */
export function newName(nowMs: number): string {
  return `${nowMs.toString(36).padStart(9, "0")}${randomBytes(5).toString("hex")}`;
}

function sizeOf({ content }: SpoolDeposit): number {
  return content instanceof Uint8Array ? content.length : BATCH_LIMIT_BYTES;
}

/** Writes one record; returns where the next one begins. */
async function writeRecord(
  file: DurableFile,
  start: number,
  { header, content }: { readonly header: SpoolHeader; readonly content: SpoolDeposit["content"] },
): Promise<number> {
  if (!(content instanceof Uint8Array)) return await streamRecord(file, start, { header, content });
  const record = encodeRecord(header, content);
  await file.write(record);
  return start + record.length;
}

function encodeRecord(header: SpoolHeader, content: Uint8Array): Buffer {
  const line = encodeHeader(header);
  const eightBit = hasEightBit(content);
  const lengths = { headerBytes: line.length, contentBytes: content.length, eightBit };
  const preamble = encodePreamble(lengths);
  const trailer = encodeTrailer(createHash("sha256").update(line).update(content), preamble);
  return Buffer.concat([preamble, line, content, trailer]);
}

/** The length of a stream is known at its end: the place of the preamble is kept free until then. */
async function streamRecord(
  file: DurableFile,
  start: number,
  record: { readonly header: SpoolHeader; readonly content: AsyncIterable<Uint8Array> },
): Promise<number> {
  const line = encodeHeader(record.header);
  const hash = createHash("sha256").update(line);
  await file.write(Buffer.concat([Buffer.alloc(PREAMBLE_BYTES, " "), line]));
  let contentBytes = 0;
  let eightBit = false;
  for await (const chunk of record.content) {
    hash.update(chunk);
    contentBytes += chunk.length;
    eightBit ||= hasEightBit(chunk);
    await file.write(chunk);
  }
  const preamble = encodePreamble({ headerBytes: line.length, contentBytes, eightBit });
  const trailer = encodeTrailer(hash, preamble);
  await file.write(trailer);
  await file.write(preamble, start);
  return start + PREAMBLE_BYTES + line.length + contentBytes + trailer.length;
}

function hasEightBit(bytes: Uint8Array): boolean {
  return !isAscii(bytes);
}
