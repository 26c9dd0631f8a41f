import { fstatSync, read } from "node:fs";
import { promisify } from "node:util";
import { errorCodeOf } from "./error_code.ts";
import type { InputStream, ProcessStreams } from "./process_io.ts";

const STANDARD_INPUT = 0;
const PIECE_BYTES = 64 * 1024;

const readLater = promisify(read);

/**
 * Standard input of a process. Of this one a file or a pipe is read by its descriptor: Node's stream
 * takes longer to make than a message to read. A terminal is the stream's.
 */
export class ProcessInput {
  readonly #streams: ProcessStreams;
  readonly #isDirect: boolean;

  constructor(streams: ProcessStreams) {
    this.#streams = streams;
    this.#isDirect =
      streams === process && streams.platform !== "win32" && !isDevice(STANDARD_INPUT);
  }

  get stream(): InputStream {
    return this.#streams.stdin;
  }

  get isTerminal(): boolean {
    return !this.#isDirect && this.stream.isTTY === true;
  }

  /** What comes, in pieces; a piece is only good until the next one is asked for. */
  pieces(): AsyncIterable<Uint8Array> {
    return this.#isDirect ? this.#readPieces() : this.#flowingPieces;
  }

  get #flowingPieces(): AsyncIterable<Uint8Array> {
    // Nothing has set an encoding: its pieces are octets.
    return this.stream as AsyncIterable<Uint8Array>;
  }

  async *#readPieces(): AsyncGenerator<Uint8Array> {
    // One place for all pieces: a large message would otherwise leave as much garbage as it has octets.
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const count = await readOrLeave(piece);
      if (count === undefined) return yield* this.#flowingPieces;
      if (count === 0) return;
      yield piece.subarray(0, count);
    }
  }
}

/** Reads what has come; `undefined` when whoever has given the descriptor does not let a read wait. */
async function readOrLeave(piece: Buffer): Promise<number | undefined> {
  try {
    return (await readLater(STANDARD_INPUT, piece, 0, piece.length, null)).bytesRead;
  } catch (error) {
    if (errorCodeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}

function isDevice(descriptor: number): boolean {
  return fstatSync(descriptor).isCharacterDevice();
}
