import { CliFailure } from "./cli_failure.ts";

const NAME_REGEXP = /^[0-9a-z]{19}(?:-\d{1,4})?$/;

/**
 * Reads the name of a message in the queue.
 *
 * @throws {CliFailure} `usage` if it is none
 */
export function parseQueuedName(word: string): string {
  if (NAME_REGEXP.test(word)) return word;
  throw new CliFailure(
    "usage",
    'Cannot find the message: this is no name in the queue, one that "queue" lists is accepted',
  );
}

/** A message that is asked for and not there. */
export function unknownMessage(name: string): CliFailure {
  return new CliFailure(
    "not-set",
    `Cannot find the message ${name}: it is neither in the queue nor known to have left it`,
  );
}
