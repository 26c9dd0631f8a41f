import type { Socket } from "node:net";

const WAITING_LIMIT_BYTES = 1024 * 1024;

/** Does one thing after the other, however long a handler takes; who sends too much is paused. */
export class InboundQueue {
  readonly #failed: (error: Error) => void;
  #work: Promise<void> = Promise.resolve();
  #waitingBytes = 0;
  #paused: Socket | undefined;

  /** @param failed Told what a task threw. */
  constructor(failed: (error: Error) => void) {
    this.#failed = failed;
  }

  /** Does a task after those before it; `source` is what brought it. */
  enqueue(
    task: () => Promise<void>,
    source?: { readonly from: Socket; readonly chunk: Buffer },
  ): void {
    this.#count(source, source?.chunk.length ?? 0);
    this.#work = this.#work
      .then(task)
      .catch(this.#failed)
      .then(() => this.#count(source, -(source?.chunk.length ?? 0)));
  }

  #count(source: { readonly from: Socket } | undefined, bytes: number): void {
    this.#waitingBytes += bytes;
    const isFull = this.#waitingBytes > WAITING_LIMIT_BYTES;
    if (isFull && this.#paused === undefined) {
      this.#paused = source?.from;
      this.#paused?.pause();
    } else if (!isFull && this.#paused !== undefined) {
      this.#paused.resume();
      this.#paused = undefined;
    }
  }
}
