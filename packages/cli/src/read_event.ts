import { EVENT_PLACEHOLDERS, isEventName, isEventValueName } from "@fieldpost/core";
import { CliFailure } from "./cli_failure.ts";

/** An event as the command line names it. */
export interface EventWords {
  readonly event: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Sorts the words behind `event`: those with `=` are values, the one without is the name.
 *
 * @throws {CliFailure} `usage` if it is not one name, `input-invalid` if a name is none
 */
export function readEvent(operands: readonly string[]): EventWords {
  const names = operands.filter((word) => !word.includes("="));
  const [event, second] = names;
  if (event === undefined || second !== undefined) {
    const what = event === undefined ? "no name" : `${names.length} names`;
    throw new CliFailure(
      "usage",
      `Cannot raise an event: it was given ${what}, one is accepted, and values as key=value`,
    );
  }
  if (!isEventName(event)) throw badName("the event", "letters, digits, - and _ are accepted");
  const pairs = operands
    .filter((word) => word.includes("="))
    .map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const);
  if (pairs.some(([name]) => !isEventValueName(name))) {
    const ours = EVENT_PLACEHOLDERS.join(", ");
    throw badName(
      "a value of the event",
      `letters, digits, -, _ and . are accepted, ${ours} are the unit's own`,
    );
  }
  return { event, values: Object.fromEntries(pairs) };
}

function badName(what: string, accepted: string): CliFailure {
  return new CliFailure("input-invalid", `Cannot use the name of ${what}: it is none, ${accepted}`);
}
