import type { Arguments } from "./arguments.ts";
import type { CommandHelp } from "./command_help.ts";
import type { Io } from "./io.ts";
import type { Paint } from "./text/paint.ts";

/** What a command works with. */
export interface CommandContext {
  readonly io: Io;
  readonly paint: Paint;
  readonly words: Arguments;
  /** The answer is for a program: exactly one JSON document on standard output. */
  readonly isJson: boolean;
}

/** Carries a command out and answers its exit code. */
export type RunCommand = (context: CommandContext) => Promise<number>;

/** A command: what is known about it at once, and what is loaded when it is called. */
export interface Command {
  readonly help: CommandHelp;
  readonly load: () => Promise<RunCommand>;
}
