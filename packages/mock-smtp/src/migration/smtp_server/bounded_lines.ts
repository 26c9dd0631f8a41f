import { type CommandLine, LineReader } from "../../engine/line_reader.ts";

/** Where a line ends in the chunk, and the line, if it has come to its end or to the limit. */
export interface BoundedLine {
  readonly end: number;
  readonly line: CommandLine | undefined;
}

/** Cuts bytes into lines, and does not wait for the end of one that is too long already. */
export class BoundedLines {
  readonly #lines: LineReader = new LineReader();
  readonly #limitBytes: number;
  #partialBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Forgets part of a line. */
  clear(): void {
    this.#lines.clear();
    this.#partialBytes = 0;
  }

  /** Reads up to the next line end. */
  take(chunk: Buffer, offset: number): BoundedLine {
    const end = this.#lines.findEnd(chunk, offset);
    if (end !== -1) {
      this.#partialBytes = 0;
      return { end, line: this.#lines.finish(chunk.subarray(offset, end), this.#limitBytes) };
    }
    this.#lines.keep(chunk.subarray(offset), this.#limitBytes);
    this.#partialBytes += chunk.length - offset;
    const isOver = this.#partialBytes > this.#limitBytes;
    return { end: chunk.length, line: isOver ? { kind: "too-long" } : undefined };
  }
}
