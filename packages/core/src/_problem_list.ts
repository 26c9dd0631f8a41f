import type { Problem, ProblemCode } from "./problem.ts";

/** Why a document was not read to its end: a list without them would pass it for a whole one. */
const FATAL: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "document-too-large",
  "too-many-keys",
]);

/** The first problems up to a limit, those that end a document, and a count of the others. */
export function boundProblems(problems: readonly Problem[], limit: number): readonly Problem[] {
  const list = new ProblemList(limit);
  for (const problem of problems) list.add(problem);
  return list.list();
}

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
    else if (this.#problems.length >= this.#limit && !FATAL.has(problem.code)) this.#leftOut++;
    else this.#problems.push(line === undefined ? problem : { ...problem, line });
  }

  /** The collected problems; where some were left out, the last one says how many. */
  list(): readonly Problem[] {
    if (this.#leftOut === 0) return this.#problems;
    const facts = { count: this.#leftOut };
    return [...this.#problems, { code: "problems-left-out", path: "", facts }];
  }
}
