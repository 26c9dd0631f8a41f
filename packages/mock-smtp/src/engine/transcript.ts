/** One thing that was said or happened in a session. */
export interface TranscriptEntry {
  /** Milliseconds since the connection was accepted. */
  readonly atMs: number;
  readonly by: "client" | "server" | "event";
  /** A line without its line end; secrets are replaced by `[secret]`. */
  readonly text: string;
}

const CAPACITY = 4096;
const PROLOGUE = 64;

/**
 * What was said in a session, in order.
 *
 * Bounded: a connection that is used for thousands of messages keeps its beginning and its most
 * recent entries, and counts what it forgot.
 */
export class Transcript {
  readonly #prologue: TranscriptEntry[] = [];
  #recent: TranscriptEntry[] = [];
  #forgotten = 0;

  /** Entries added so far, forgotten ones included. */
  get length(): number {
    return this.#prologue.length + this.#forgotten + this.#recent.length;
  }

  /** How many entries were dropped from the middle. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Adds an entry. */
  add(atMs: number, by: TranscriptEntry["by"], text: string): void {
    if (this.#prologue.length < PROLOGUE) {
      this.#prologue.push({ atMs, by, text });
      return;
    }
    if (this.#recent.length >= CAPACITY) {
      this.#recent = this.#recent.slice(CAPACITY / 2);
      this.#forgotten += CAPACITY / 2;
    }
    this.#recent.push({ atMs, by, text });
  }

  /** The entries from number `from` up to, not including, number `to`. */
  slice(from: number, to: number): readonly TranscriptEntry[] {
    const gap = this.#prologue.length + this.#forgotten;
    return [
      ...this.#prologue.slice(from, to),
      ...this.#recent.slice(Math.max(0, from - gap), Math.max(0, to - gap)),
    ];
  }

  /** All entries that are still there. */
  entries(): readonly TranscriptEntry[] {
    return [...this.#prologue, ...this.#recent];
  }
}
