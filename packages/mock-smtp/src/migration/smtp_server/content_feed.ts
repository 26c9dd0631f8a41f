import { PassThrough } from "node:stream";
import { DataReader } from "../../engine/data_reader.ts";
import type { SMTPServerDataStream } from "./smtp_server_options.ts";

const STUFFED = Buffer.from("\r\n.", "latin1");
const LINE_END = Buffer.from("\r\n", "latin1");
/** What may be the beginning of CRLF.CRLF has to wait for its end. */
const HELD_BYTES = 4;
const DOT_LINE_BYTES = 3;

class ContentStream extends PassThrough implements SMTPServerDataStream {
  byteLength = 0;
  sizeExceeded = false;
}

/** Feeds a stream from the bytes after DATA, wherever they are cut into pieces. */
export class ContentFeed {
  readonly stream: SMTPServerDataStream = new ContentStream();
  // It only finds the end: what it is told to keep is nothing.
  readonly #reader: DataReader = new DataReader(0);
  readonly #sizeLimit: number;
  #held: Buffer = Buffer.alloc(0);
  #before: Buffer = LINE_END;

  constructor(sizeLimit: number) {
    this.#sizeLimit = sizeLimit;
  }

  /** Whether the end has come. */
  get ended(): boolean {
    return this.#reader.ended;
  }

  /** Reads from `offset` on and returns where the content's part of the chunk ends. */
  take(chunk: Buffer, offset: number): number {
    const end = this.#reader.take(chunk, offset);
    const known = Buffer.concat([this.#held, chunk.subarray(offset, end)]);
    const keep = this.ended ? DOT_LINE_BYTES : Math.min(known.length, HELD_BYTES);
    this.#held = known.subarray(known.length - keep);
    this.#give(known.subarray(0, known.length - keep));
    if (this.ended) {
      this.stream.end();
    }
    return end;
  }

  /** Whether the reader has to catch up before more is fed. */
  get isFull(): boolean {
    const { stream } = this;
    return !stream.destroyed && !this.ended && stream.writableNeedDrain;
  }

  #give(wire: Buffer): void {
    if (wire.length === 0) {
      return;
    }
    const seen = Buffer.concat([this.#before, wire]);
    let from = this.#before.length;
    for (let at = seen.indexOf(STUFFED); at !== -1; at = seen.indexOf(STUFFED, at + 1)) {
      const dot = at + LINE_END.length;
      if (dot >= from) {
        this.#write(seen.subarray(from, dot));
        from = dot + 1;
      }
    }
    this.#write(seen.subarray(from));
    this.#before = seen.subarray(-LINE_END.length);
  }

  #write(bytes: Buffer): void {
    const { stream } = this;
    stream.byteLength += bytes.length;
    stream.sizeExceeded = stream.byteLength > this.#sizeLimit;
    if (bytes.length > 0 && !stream.destroyed) {
      stream.write(bytes);
    }
  }
}
