import type { QueueJob } from "./queue_job.ts";

/** Jobs that are found before a connection asks: where one is at hand its envelope can go along with another. */
export class JobsAhead {
  readonly #find: () => Promise<QueueJob | undefined>;
  readonly #count: number;
  readonly #found: QueueJob[] = [];
  #finding: Promise<void> | undefined;

  /** @param count How many are kept at hand */
  constructor(find: () => Promise<QueueJob | undefined>, count: number) {
    this.#find = find;
    this.#count = count;
  }

  /** One that is at hand, and `undefined` while there is none. */
  take(): QueueJob | undefined {
    const job = this.#found.shift();
    this.#findMore();
    return job;
  }

  /**
   * The next one, however long it takes to find.
   *
   * @throws What finding it throws
   */
  async next(): Promise<QueueJob | undefined> {
    if (this.#found.length === 0) await this.#finding;
    const job = this.#found.shift() ?? (await this.#find());
    this.#findMore();
    return job;
  }

  /** Resolves when none is being looked for. */
  async settled(): Promise<void> {
    await this.#finding?.catch(() => undefined);
  }

  #findMore(): void {
    if (this.#finding !== undefined || this.#found.length >= this.#count) return;
    const finding = this.#fill();
    this.#finding = finding;
    // Whoever asks next is told, and nobody before.
    finding.then(
      () => {
        this.#finding = undefined;
      },
      () => undefined,
    );
  }

  async #fill(): Promise<void> {
    while (this.#found.length < this.#count) {
      const job = await this.#find();
      if (job === undefined) return;
      this.#found.push(job);
    }
  }
}
