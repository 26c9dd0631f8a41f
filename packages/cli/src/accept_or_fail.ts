import { RuntimeFailure } from "@fieldpost/runtime";
import { type CliErrorCode, CliFailure } from "./cli_failure.ts";

/** What a disk that refuses means for a message that was to be accepted. */
const ACCEPTANCE_FAILURES: ReadonlyMap<string, CliErrorCode> = new Map([
  ["disk-full", "not-accepted"],
  ["disk-failed", "not-accepted"],
  ["home-unusable", "queue-unusable"],
  ["home-foreign", "queue-unusable"],
]);

/**
 * Does what leads to acceptance; a disk that refuses is told as such, and that nothing was accepted.
 *
 * @throws {CliFailure} `not-accepted` or `queue-unusable`
 */
export async function acceptOrFail<Accepted>(action: () => Promise<Accepted>): Promise<Accepted> {
  try {
    return await action();
  } catch (error) {
    const code = error instanceof RuntimeFailure ? ACCEPTANCE_FAILURES.get(error.code) : undefined;
    if (code === undefined || !(error instanceof RuntimeFailure)) throw error;
    throw new CliFailure(code, `${error.message}; nothing was accepted`, { cause: error });
  }
}
