const LF = 0x0a;
const CR = 0x0d;

/** A command line, or the fact that one was too long to keep. */
export type CommandLine =
  | { readonly kind: "line"; readonly text: string; readonly lineFeedOnly: boolean }
  | { readonly kind: "too-long" };

/** Cuts the client's bytes into lines, however they are cut into pieces. */
export class LineReader {
  #partial: Buffer | undefined;
  #tooLong = false;

  /** Whether part of a line is waiting for its end. */
  get hasPartialLine(): boolean {
    return this.#partial !== undefined || this.#tooLong;
  }

  /** Forgets part of a line. */
  clear(): void {
    this.#partial = undefined;
    this.#tooLong = false;
  }

  /** The offset after the next line end, or -1 if the chunk has none from `offset` on. */
  findEnd(chunk: Buffer, offset: number): number {
    return chunk.indexOf(LF, offset) + 1 || -1;
  }

  /** Keeps the start of a line whose end has not come. */
  keep(rest: Buffer, limitBytes: number): void {
    const partial = this.#partial === undefined ? rest : Buffer.concat([this.#partial, rest]);
    this.#tooLong ||= partial.length > limitBytes;
    this.#partial = this.#tooLong ? undefined : partial;
  }

  /** Finishes a line with its last bytes, which include the line end. */
  finish(end: Buffer, limitBytes: number): CommandLine {
    const whole = this.#partial === undefined ? end : Buffer.concat([this.#partial, end]);
    const tooLong = this.#tooLong || whole.length > limitBytes;
    this.clear();
    if (tooLong) {
      return { kind: "too-long" };
    }
    const lineFeedOnly = whole[whole.length - 2] !== CR;
    const text = decodeLine(whole, whole.length - (lineFeedOnly ? 1 : 2));
    return { kind: "line", text, lineFeedOnly };
  }
}

/** UTF-8 where it is that, else Latin-1, which loses nothing. */
function decodeLine(bytes: Buffer, length: number): string {
  const text = bytes.toString("utf8", 0, length);
  return text.includes("\ufffd") ? bytes.toString("latin1", 0, length) : text;
}
