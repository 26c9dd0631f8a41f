import { createHash, type Hash, hash as hashOf } from "node:crypto";
import type { EnvelopeParameters, MessageOrigin } from "@fieldpost/core";
import type { SpoolReader } from "./_spool_reader.ts";
import { SMALL_BYTES } from "./durable_files.ts";

/** What the spool has to know of a message besides its content. */
export interface SpoolHeader {
  /** The name of the message in the queue. */
  readonly message: string;
  readonly acceptedAtMs: number;
  /** The envelope sender as it goes on the wire; `null` for the null sender. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
  readonly messageId: string;
  /** Urgent messages go first; absent, a message is a normal one. */
  readonly priority?: "urgent";
  /** How long it is tried, where it is less than for the others. */
  readonly giveUpAfterMs?: number;
  /** What the sender wants besides delivery; absent, nothing. */
  readonly parameters?: EnvelopeParameters;
  /** What handed it over; absent, that is not known. */
  readonly origin?: MessageOrigin;
}

/** A record as it was found: header, and where the content stands. */
export interface SpoolRecord {
  readonly header: SpoolHeader;
  readonly start: number;
  readonly contentStart: number;
  readonly contentBytes: number;
  readonly eightBit: boolean;
  readonly end: number;
}

/**
 * What a preamble says; it is written last and at the front, because content may stream.
 *
 * A record is: preamble, header as one line of JSON, content, trailer with the SHA-256 of the three.
 */
export interface SpoolPreamble {
  readonly headerBytes: number;
  readonly contentBytes: number;
  readonly eightBit: boolean;
}

const PREAMBLE_REGEXP = /^FPS1 (\d{8}) (\d{15}) ([01])\n$/;
const TRAILER_REGEXP = /^\nFPSE ([0-9a-f]{64})\n$/;
const CHUNK_BYTES = 256 * 1024;

/** Octets of a preamble. */
export const PREAMBLE_BYTES = 32;

/** Octets of a trailer. */
export const TRAILER_BYTES = 71;

/** Octets of a header; ten thousand recipients fit. */
export const HEADER_LIMIT_BYTES: number = 4 * 1024 * 1024;

/** Writes a preamble; always of the same length. */
export function encodePreamble({ headerBytes, contentBytes, eightBit }: SpoolPreamble): Buffer {
  const lengths = [String(headerBytes).padStart(8, "0"), String(contentBytes).padStart(15, "0")];
  return Buffer.from(`FPS1 ${lengths.join(" ")} ${eightBit ? 1 : 0}\n`);
}

/** Writes a header as one line. */
export function encodeHeader(header: SpoolHeader): Buffer {
  return Buffer.from(`${JSON.stringify(header)}\n`);
}

/** Ends the hash over header and content with the preamble, and writes the trailer. */
export function encodeTrailer(hash: Hash, preamble: Uint8Array): Buffer {
  return Buffer.from(`\nFPSE ${hash.update(preamble).digest("hex")}\n`);
}

/**
 * Reads the record that begins at an offset, without its content.
 *
 * @throws {SyntaxError} If no whole record stands there: the file is damaged
 */
export function readRecord(reader: SpoolReader, start: number): SpoolRecord {
  const preamble = readExactly(reader, start, PREAMBLE_BYTES);
  const match = PREAMBLE_REGEXP.exec(preamble.toString("latin1"));
  const [, headerText = "", contentText = "", eightBit = ""] = match ?? [];
  const headerBytes = Number(headerText);
  const contentBytes = Number(contentText);
  if (match === null || headerBytes > HEADER_LIMIT_BYTES) throw damaged("its preamble is none");
  const header = parseHeader(readExactly(reader, start + PREAMBLE_BYTES, headerBytes));
  const contentStart = start + PREAMBLE_BYTES + headerBytes;
  const end = contentStart + contentBytes + TRAILER_BYTES;
  return { header, start, contentStart, contentBytes, eightBit: eightBit === "1", end };
}

/** The content of a message in pieces; what is small is there at once. */
export type SpooledContent = readonly Uint8Array[] | AsyncIterable<Uint8Array>;

/** Compares a record with its trailer, reading the whole of it. */
export async function verifyRecord(reader: SpoolReader, record: SpoolRecord): Promise<boolean> {
  const trailer = readExactly(reader, record.end - TRAILER_BYTES, TRAILER_BYTES);
  const digest = await digestOf(reader, record);
  return TRAILER_REGEXP.exec(trailer.toString("latin1"))?.[1] === digest;
}

async function digestOf(reader: SpoolReader, record: SpoolRecord): Promise<string> {
  const content = readRange(reader, record.start + PREAMBLE_BYTES, record.end - TRAILER_BYTES);
  const preamble = readExactly(reader, record.start, PREAMBLE_BYTES);
  if (!(Symbol.asyncIterator in content)) {
    return hashOf("sha256", Buffer.concat([...content, preamble]));
  }
  const hash = createHash("sha256");
  for await (const piece of content) hash.update(piece);
  return hash.update(preamble).digest("hex");
}

/** Reads the content of a record in pieces; a piece is only good until the next one is asked for. */
export function readContent(
  reader: SpoolReader,
  { contentStart, contentBytes }: SpoolRecord,
): SpooledContent {
  return readRange(reader, contentStart, contentStart + contentBytes);
}

function readRange(reader: SpoolReader, start: number, end: number): SpooledContent {
  if (end - start <= SMALL_BYTES) return [readExactly(reader, start, end - start)];
  return readPieces(reader, start, end);
}

async function* readPieces(
  reader: SpoolReader,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let at = start;
  while (at < end) {
    const bytesRead = await reader.read(buffer, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) throw damaged("it ends too early");
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

function readExactly(reader: SpoolReader, start: number, length: number): Buffer {
  const bytes = reader.bytes(start, length);
  if (bytes.length < length) throw damaged("it ends too early");
  return bytes;
}

function parseHeader(bytes: Buffer): SpoolHeader {
  try {
    const header = JSON.parse(bytes.toString("utf8")) as SpoolHeader;
    const isWhole =
      typeof header.message === "string" &&
      Number.isFinite(header.acceptedAtMs) &&
      (header.sender === null || typeof header.sender === "string") &&
      Array.isArray(header.recipients) &&
      header.recipients.every((recipient) => typeof recipient === "string");
    if (isWhole) return header;
  } catch {
    // Said below, in the words of the spool.
  }
  throw damaged("its header is none");
}

function damaged(why: string): SyntaxError {
  return new SyntaxError(`Cannot read the spool record: ${why}`);
}
