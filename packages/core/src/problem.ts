/** The code of one thing that can be wrong with what was given; stable, unlike its wording. */
export type ProblemCode =
  | "key-invalid"
  | "key-unknown"
  | "key-dynamic"
  | "key-dynamic-skipped"
  | "key-sealed"
  | "key-secret"
  | "value-invalid"
  | "value-missing"
  | "value-too-long"
  | "value-control-character"
  | "line-invalid"
  | "line-too-long"
  | "section-invalid"
  | "key-duplicate"
  | "too-many-keys"
  | "document-too-large"
  | "problems-left-out";

/**
 * Something wrong with what was given: data that is collected, never thrown.
 *
 * `path` names the registry key, option or field; `facts` hold what the wording needs. A secret
 * value never stands in `facts`.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly path: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** The 1-based line of the document, where there is one. */
  readonly line?: number;
}
