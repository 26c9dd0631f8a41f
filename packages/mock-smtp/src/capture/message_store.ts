import type { CapturedMessage } from "./captured_message.ts";

/** How much is kept. */
export interface StoreLimits {
  readonly messages: number;
  readonly totalBytes: number;
}

interface Stored {
  readonly message: CapturedMessage;
  readonly sizeBytes: number;
}

/**
 * The accepted messages in order. When there are too many or too large ones, the oldest go first,
 * and their number is kept.
 */
export class MessageStore {
  readonly #limits: StoreLimits;
  #visible: Stored[] = [];
  #bytes = 0;
  #evicted = 0;
  #first = 0;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
  }

  /** How many messages had to go to make room. */
  get evicted(): number {
    return this.#evicted;
  }

  /** The messages that can be seen, oldest first. */
  messages(): readonly CapturedMessage[] {
    return this.#visible.slice(this.#first).map((it) => it.message);
  }

  /** Shows a message, and lets the oldest go if it is one too many. */
  publish(message: CapturedMessage, sizeBytes: number): void {
    this.#visible.push({ message, sizeBytes });
    this.#bytes += sizeBytes;
    while (this.#isOver() && this.#visible.length - this.#first > 1) {
      this.#evictOldest();
    }
  }

  /** Forgets the messages for which that holds. */
  remove(isUnwanted: (message: CapturedMessage) => boolean): void {
    const kept = this.#visible.slice(this.#first).filter((it) => !isUnwanted(it.message));
    this.#visible = kept;
    this.#first = 0;
    this.#bytes = kept.reduce((sum, it) => sum + it.sizeBytes, 0);
  }

  #isOver(): boolean {
    const count = this.#visible.length - this.#first;
    return count > this.#limits.messages || this.#bytes > this.#limits.totalBytes;
  }

  #evictOldest(): void {
    this.#bytes -= this.#visible[this.#first]?.sizeBytes ?? 0;
    this.#first++;
    this.#evicted++;
    // Removing one at a time from the front would move the whole list each time.
    if (this.#first > 1024 || this.#first * 2 > this.#visible.length) {
      this.#visible = this.#visible.slice(this.#first);
      this.#first = 0;
    }
  }
}
