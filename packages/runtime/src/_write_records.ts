import { isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import { type DurableFile, SMALL_BYTES } from "./durable_files.ts";
import {
  encodeHeader,
  encodePreamble,
  encodeTrailer,
  PREAMBLE_BYTES,
  type SpoolHeader,
} from "./spool_record.ts";

/** What becomes a record of the spool. */
export interface RecordParts {
  readonly header: SpoolHeader;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A record that waits for its file: encoded, or as a stream, which is read when it can be written. */
export type PreparedRecord = Buffer | StreamedRecord;

interface StreamedRecord {
  readonly header: SpoolHeader;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Encodes a record whose content is known. */
export function prepareRecord({ header, content }: RecordParts): PreparedRecord {
  return content instanceof Uint8Array ? encodeRecord(header, content) : { header, content };
}

/** Writes records one behind the other into a new file. */
export async function writeRecords(
  file: DurableFile,
  records: readonly PreparedRecord[],
): Promise<void> {
  let start = 0;
  for (const piece of joinSmall(records)) {
    if (piece instanceof Uint8Array) {
      await file.write(piece);
      start += piece.length;
    } else start = await streamRecord(file, start, piece);
  }
}

/** Joins small records that stand side by side: a call takes as long for many as for one. */
function* joinSmall(records: readonly PreparedRecord[]): Generator<PreparedRecord> {
  let small: Buffer[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record instanceof Uint8Array ? record.length : Infinity;
    if (bytes > 0 && bytes + size > SMALL_BYTES) {
      yield join(small);
      small = [];
      bytes = 0;
    }
    if (record instanceof Uint8Array) {
      small.push(record);
      bytes += size;
    } else yield record;
  }
  if (bytes > 0) yield join(small);
}

function join(records: readonly Buffer[]): Buffer {
  const [only, next] = records;
  return only !== undefined && next === undefined ? only : Buffer.concat(records);
}

function encodeRecord(header: SpoolHeader, content: Uint8Array): Buffer {
  const line = encodeHeader(header);
  const lengths = {
    headerBytes: line.length,
    contentBytes: content.length,
    eightBit: !isAscii(content),
  };
  const preamble = encodePreamble(lengths);
  const trailer = encodeTrailer(createHash("sha256").update(line).update(content), preamble);
  return Buffer.concat([preamble, line, content, trailer]);
}

/** The length of a stream is known at its end: the place of the preamble is kept free until then. */
async function streamRecord(
  file: DurableFile,
  start: number,
  record: StreamedRecord,
): Promise<number> {
  const line = encodeHeader(record.header);
  const hash = createHash("sha256").update(line);
  await file.write(Buffer.concat([Buffer.alloc(PREAMBLE_BYTES, " "), line]));
  let contentBytes = 0;
  let eightBit = false;
  for await (const chunk of record.content) {
    hash.update(chunk);
    contentBytes += chunk.length;
    eightBit ||= !isAscii(chunk);
    await file.write(chunk);
  }
  const preamble = encodePreamble({ headerBytes: line.length, contentBytes, eightBit });
  const trailer = encodeTrailer(hash, preamble);
  await file.write(trailer);
  await file.write(preamble, start);
  return start + PREAMBLE_BYTES + line.length + contentBytes + trailer.length;
}
