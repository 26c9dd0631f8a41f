/** One thing that was said or happened in a session. */
export interface TranscriptEntry {
  /** Milliseconds since the connection was accepted. */
  readonly atMs: number;
  readonly by: "client" | "server" | "event";
  /** A line without its line end; secrets are replaced by `[secret]`. */
  readonly text: string;
}

const CAPACITY = 2048;
const PROLOGUE = 64;
const CHARACTERS = 128 * 1024;
const LINE_LENGTH = 1000;

/**
 * What was said in a session, in order.
 *
 * Bounded: a connection that is used for thousands of messages keeps its beginning and its most
 * recent entries, and counts what it forgot. Kept in columns, since an object for each line would
 * be most of the garbage that a busy server makes.
 */
export class Transcript {
  #times: number[] = [];
  #speakers: TranscriptEntry["by"][] = [];
  #texts: string[] = [];
  #forgotten = 0;
  #length = 0;

  /** Entries added so far, forgotten ones included. */
  get length(): number {
    return this.#texts.length + this.#forgotten;
  }

  /** How many entries were dropped from the middle. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Adds an entry. */
  add(atMs: number, by: TranscriptEntry["by"], text: string): void {
    const isFull = this.#texts.length >= PROLOGUE + CAPACITY || this.#length > CHARACTERS;
    if (isFull && this.#texts.length > PROLOGUE + 1) {
      this.#forgetMiddle();
    }
    const kept = text.length > LINE_LENGTH ? shorten(text) : text;
    this.#times.push(atMs);
    this.#speakers.push(by);
    this.#texts.push(kept);
    this.#length += kept.length;
  }

  /** The entries from number `from` up to, not including, number `to`. */
  slice(from: number, to: number): readonly TranscriptEntry[] {
    return this.#texts
      .map((_, index) => index)
      .filter((index) => {
        const number = index < PROLOGUE ? index : index + this.#forgotten;
        return number >= from && number < to;
      })
      .map((index) => this.#entry(index));
  }

  /** All entries that are still there. */
  entries(): readonly TranscriptEntry[] {
    return this.#texts.map((_, index) => this.#entry(index));
  }

  #entry(index: number): TranscriptEntry {
    return {
      atMs: this.#times[index] ?? 0,
      by: this.#speakers[index] ?? "event",
      text: this.#texts[index] ?? "",
    };
  }

  #forgetMiddle(): void {
    this.#times = withoutMiddle(this.#times);
    this.#speakers = withoutMiddle(this.#speakers);
    const before = this.#texts.length;
    this.#texts = withoutMiddle(this.#texts);
    this.#forgotten += before - this.#texts.length;
    this.#length = this.#texts.reduce((sum, text) => sum + text.length, 0);
  }
}

function withoutMiddle<T>(column: readonly T[]): T[] {
  const half = Math.ceil((column.length - PROLOGUE) / 2);
  return [...column.slice(0, PROLOGUE), ...column.slice(PROLOGUE + half)];
}

function shorten(text: string): string {
  return `${text.slice(0, LINE_LENGTH)} [${text.length - LINE_LENGTH} more characters]`;
}
