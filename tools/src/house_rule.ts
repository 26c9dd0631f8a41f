import type { SourceFile } from "./source_file.ts";

/** One broken place, before it is known which rule and file it belongs to. */
export interface Breach {
  readonly line: number;
  readonly message: string;
}

/** One house rule: a row of the tables that `check_house` walks. */
export interface HouseRule {
  readonly name: string;
  /** Which files it reads. */
  readonly reads: "source" | "test" | "all";
  readonly check: (file: SourceFile) => readonly Breach[];
}

/** A place where a rule does not hold, and why that is right. */
export interface HouseException {
  readonly rule: string;
  /** The file, or a folder ending in `/`. */
  readonly path: string;
  readonly reason: string;
}
