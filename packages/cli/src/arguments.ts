import { CliFailure } from "./cli_failure.ts";

/** The words of a command line, sorted: operands and options with their values. */
export class Arguments {
  readonly operands: readonly string[];
  readonly #given: ReadonlyMap<string, readonly string[]>;

  constructor(operands: readonly string[], given: ReadonlyMap<string, readonly string[]>) {
    this.operands = operands;
    this.#given = given;
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  /** The value of an option; the last one where several are accepted. */
  value(name: string): string | undefined {
    return this.#given.get(name)?.at(-1);
  }

  values(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  /** The names of those options, of the ones given, that were given. */
  among(names: readonly string[]): readonly string[] {
    return names.filter((name) => this.has(name));
  }

  /**
   * Refuses options that contradict each other.
   *
   * @throws {CliFailure} `usage` if more than one of them was given
   */
  allowOneOf(names: readonly string[]): void {
    const [first, second] = this.among(names);
    if (second === undefined) return;
    throw new CliFailure(
      "usage",
      `Cannot use --${first} with --${second}: one of them is accepted`,
    );
  }

  /**
   * Refuses operands; their text is not repeated, it may be a secret that lost its option.
   *
   * @throws {CliFailure} `usage` if there is one
   */
  allowNoOperand(command: string, accepted: string): void {
    if (this.operands.length === 0) return;
    const words = this.operands.length === 1 ? "a word that belongs" : "words that belong";
    throw new CliFailure(
      "usage",
      `Cannot run ${command}: it was given ${words} to no option, ${accepted}`,
    );
  }
}
