import type { Problem } from "./problem.ts";

/** Collects problems up to a limit, and counts the ones beyond it. */
export class ProblemList {
  readonly #limit: number;
  readonly #problems: Problem[] = [];
  #leftOut = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a problem; `line` is where it stands, when the problem does not know. */
  add(problem: Problem, line?: number): void {
    if (problem.code === "problems-left-out") this.#leftOut += Number(problem.facts["count"]);
    else if (this.#problems.length >= this.#limit) this.#leftOut++;
    else this.#problems.push(line === undefined ? problem : { ...problem, line });
  }

  /** The collected problems; where some were left out, the last one says how many. */
  list(): readonly Problem[] {
    if (this.#leftOut === 0) return this.#problems;
    const facts = { count: this.#leftOut };
    return [...this.#problems, { code: "problems-left-out", path: "", facts }];
  }
}
