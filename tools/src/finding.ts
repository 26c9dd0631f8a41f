/** One place where a house rule is broken. */
export interface Finding {
  /** Path relative to the repository, with forward slashes. */
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/**
 * Formats a finding as one line that editors and terminals turn into a link.
 *
 * @param finding What was found.
 */
export function formatFinding(finding: Finding): string {
  return `${finding.path}:${finding.line} ${finding.rule} ${finding.message}`;
}
