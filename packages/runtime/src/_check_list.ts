import { INTERRUPTED_CODE } from "./_probe_stop.ts";
import {
  type CheckFinding,
  type CheckProgress,
  type CheckStep,
  withoutFacts,
} from "./check_step.ts";
import { errorCodeOf, RuntimeFailure } from "./runtime_failure.ts";

/** A step by name. */
export interface CheckTitle {
  readonly id: string;
  readonly title: string;
}

/** Who is told, and who may end it. */
export interface CheckListOptions {
  readonly titles: readonly CheckTitle[];
  readonly onStep: (step: CheckStep | CheckProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** The steps of a check in their order: each is told when it waits, runs and ends. */
export class CheckList {
  readonly #options: CheckListOptions;
  readonly #ended = new Map<string, CheckStep>();

  constructor(options: CheckListOptions) {
    this.#options = options;
    for (const title of options.titles) options.onStep({ ...title, status: "waiting" });
  }

  /** Every step that has ended, in the order of the list. */
  get steps(): readonly CheckStep[] {
    return this.#options.titles.flatMap(({ id }) => this.#ended.get(id) ?? []);
  }

  /**
   * Runs a step.
   *
   * *Diagnostics*: a failed effect, as a secret that cannot be read, fails the step; an interruption
   * leaves it unknown; everything else is a fault of the program and is thrown.
   */
  async run(id: string, work: () => Promise<CheckFinding> | CheckFinding): Promise<CheckStep> {
    const title = this.#options.titles.find((each) => each.id === id)?.title ?? id;
    if (this.#options.signal?.aborted === true) {
      return this.#end({ id, title, ...withoutFacts("skipped", "interrupted before it began") });
    }
    this.#options.onStep({ id, title, status: "running" });
    return this.#end({ id, title, ...(await attempt(work)) });
  }

  #end(step: CheckStep): CheckStep {
    this.#ended.set(step.id, step);
    this.#options.onStep(step);
    return step;
  }
}

async function attempt(work: () => Promise<CheckFinding> | CheckFinding): Promise<CheckFinding> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuntimeFailure) return withoutFacts("fail", error.message);
    if (errorCodeOf(error) === INTERRUPTED_CODE) return withoutFacts("unknown", "interrupted");
    throw error;
  }
}
