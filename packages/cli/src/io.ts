import type { StartPages } from "./start_pages.ts";

/** What a person typed, or that nothing more comes, or that Ctrl-C was pressed. */
export type LineAnswer =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "end" }
  | { readonly kind: "interrupted" };

/** A line that is asked for. */
export interface LineRequest {
  readonly prompt: string;
  /** Lines to go back to, newest first. */
  readonly history?: readonly string[];
  /** Answers what the end of the line may become, and that end. */
  readonly complete?: (line: string) => readonly [candidates: readonly string[], end: string];
}

/** A terminal's size in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What became of standard output: read to the end, closed early by its reader, or failed. */
export type OutputState =
  | { readonly kind: "good" }
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly code: string };

/**
 * Everything through which the command touches the process it runs in.
 *
 * Answers of `readSecretLine()` are never shown; every other method may be recorded.
 */
export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` names it. */
  readonly platform: string;
  readonly machineName: string;
  /** Who types, for log and history, when that is not whoever uses this machine. */
  readonly actor?: string;
  /** A person can be asked: input and messages are on a terminal. */
  readonly isInteractive: boolean;
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  /** Writes to standard output. */
  write(text: string): void;
  /** Writes octets to standard output; resolves when they may be overwritten. */
  writeBytes(bytes: Uint8Array): Promise<void>;
  /** Writes to standard error. */
  writeError(text: string): void;
  /**
   * Reads standard input to its end; `undefined` when it is longer than the limit.
   */
  readInput(limitBytes: number): Promise<Uint8Array | undefined>;
  /**
   * Reads an open file descriptor to its end; `undefined` when it is longer than the limit.
   *
   * @throws If the descriptor is not open for reading.
   */
  readDescriptor(descriptor: number, limitBytes: number): Promise<Uint8Array | undefined>;
  /** Standard input as it comes: a program's or a person's next words, good until the next are asked for. */
  input(): AsyncIterable<Uint8Array>;
  readLine(request: LineRequest): Promise<LineAnswer>;
  /** As `readLine()`, without showing what is typed. */
  readSecretLine(prompt: string): Promise<LineAnswer>;
  /** The size of the terminal behind standard output, where it is known. */
  terminalSize?(): TerminalSize | undefined;
  /** Has Ctrl-C do this instead of ending the process, until the answer is called. */
  onInterrupt?(act: () => void): () => void;
  /** Has each wish that the process ends (SIGTERM, Ctrl-C) do this instead, until the answer is called. */
  onStop?(act: () => void): () => void;
  /** Keeps the memory of the process small, at a price that only one that stays should pay. */
  holdMemory?(): Promise<void>;
  /** Loads what serves the configuration pages, where the program has it. */
  loadPages?(): Promise<StartPages>;
  /** Waits, or ends the wait when Ctrl-C is pressed. */
  pause(delayMs: number): Promise<"over" | "interrupted">;
  /** Resolves when everything written has been handed on. */
  flush(): Promise<OutputState>;
}
