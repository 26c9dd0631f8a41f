/** One option of a command. */
export interface CommandOption {
  /** Without the dashes, in lower case. */
  readonly name: string;
  /** One letter, in lower case. */
  readonly short?: string;
  /** What the value is called; an option without one takes none. */
  readonly value?: string;
  /** The option may be given several times. */
  readonly isRepeatable?: true;
  readonly meaning: string;
}

/** What a person can know about a command, and what its words are read by. */
export interface CommandHelp {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Each way to call it, without `fieldpost`. */
  readonly usage: readonly string[];
  readonly options: readonly CommandOption[];
  /** One sentence on what it does, then what else a person has to know. */
  readonly text: readonly string[];
}
