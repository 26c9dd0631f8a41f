import type { QueueJob } from "./queue_job.ts";

/** Jobs out of a list of files, for several connections that take them one after the other. */
export class JobSource {
  readonly #jobs: AsyncGenerator<QueueJob>;

  constructor(names: readonly string[], visit: (name: string) => AsyncGenerator<QueueJob>) {
    this.#jobs = jobsOf(names, visit);
  }

  async next(): Promise<QueueJob | undefined> {
    const result = await this.#jobs.next();
    return result.done === true ? undefined : result.value;
  }
}

async function* jobsOf(
  names: readonly string[],
  visit: (name: string) => AsyncGenerator<QueueJob>,
): AsyncGenerator<QueueJob> {
  for (const name of names) yield* visit(name);
}
