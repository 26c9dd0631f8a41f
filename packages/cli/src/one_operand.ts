import { CliFailure } from "./cli_failure.ts";

/**
 * Takes the one word that an action needs.
 *
 * @throws {CliFailure} `usage` if there is none, or more than one
 */
export function oneOperand(operands: readonly string[], command: string): string {
  const [word] = operands;
  if (word !== undefined && operands.length === 1) return word;
  const count = word === undefined ? "no name" : `${operands.length} words`;
  throw new CliFailure("usage", `Cannot run ${command}: it was given ${count}, one is accepted`);
}
