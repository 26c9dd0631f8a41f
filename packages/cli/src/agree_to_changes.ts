import { CliFailure } from "./cli_failure.ts";
import type { Io } from "./io.ts";

/**
 * Asks a person whether to make changes that were just shown.
 *
 * @throws {CliFailure} `interrupted` if Ctrl-C is the answer; `task` says what then did not happen
 */
export async function agreeToChanges(count: string, task: string, io: Io): Promise<boolean> {
  const answer = await io.readLine({ prompt: `Make ${count}? [y/N] ` });
  if (answer.kind === "interrupted") {
    throw new CliFailure("interrupted", `Cannot ${task}: interrupted, nothing was changed`);
  }
  return answer.kind === "line" && /^y(?:es)?$/i.test(answer.text.trim());
}

/** Writes a number of changes. */
export function countChanges(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}
