import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runLinesOf } from "./_dead_runs.ts";
import { readSpoolFile } from "./_read_spool_file.ts";
import { SpoolReader } from "./_spool_reader.ts";
import { errorCodeOf } from "./runtime_failure.ts";
import type { SpoolFile, SpoolOptions, SpoolPart } from "./spool.ts";
import { stemOfFile } from "./spool_name.ts";

/** Files that are read in one turn of the event loop. */
const TURN_LENGTH = 256;

/** The files of a spool's queue, for reading: what is damaged is set aside and logged. */
export class QueueFiles {
  readonly #options: SpoolOptions;
  #reads = 0;

  constructor(options: SpoolOptions) {
    this.#options = options;
  }

  pathOf(part: SpoolPart, name: string, ending: "mail" | "log" | "claim"): string {
    return join(this.#options.path, part, `${name}.${ending}`);
  }

  /** Opens a file; `undefined` when it has left the queue, or had to be set aside. */
  async open(name: string): Promise<SpoolReader | undefined> {
    try {
      return SpoolReader.open(this.pathOf("queue", name, "mail"));
    } catch (error) {
      if (errorCodeOf(error) !== "ENOENT") await this.quarantine(name, error);
      return undefined;
    }
  }

  /** Opens a file, makes something out of what it says, and closes it. */
  async read<Made>(
    name: string,
    lines: readonly string[],
    make: (file: SpoolFile, reader: SpoolReader) => Made,
  ): Promise<Made | undefined> {
    const reader = await this.open(name);
    if (reader === undefined) return undefined;
    try {
      return make(this.parse(name, reader, lines).file, reader);
    } catch (error) {
      await this.quarantine(name, error);
      return undefined;
    } finally {
      reader.close();
    }
  }

  /**
   * What an open file says.
   *
   * @throws {SyntaxError} If it is damaged
   */
  parse(
    name: string,
    reader: SpoolReader,
    lines: readonly string[],
  ): { readonly file: SpoolFile; readonly isTorn: boolean } {
    const { uncertainDelayMs } = this.#options;
    const log = this.pathOf("queue", name, "log");
    const journal = existsSync(log) ? readFileSync(log, "utf8") : "";
    return readSpoolFile(name, reader, { journal, lines, uncertainDelayMs });
  }

  /** What a run has written down meanwhile: the file's own journal says it only later. */
  runLines(name: string): readonly string[] {
    const isClaimed = existsSync(this.pathOf("queue", name, "claim"));
    return isClaimed ? runLinesOf(join(this.#options.path, "runs"), stemOfFile(name)) : [];
  }

  async quarantine(name: string, error: unknown): Promise<void> {
    const { files, log } = this.#options;
    const why = error instanceof Error ? error.message : String(error);
    for (const ending of ["mail", "log"] as const) {
      const path = this.pathOf("queue", name, ending);
      await files.rename(path, this.pathOf("quarantine", name, ending)).catch(() => undefined);
    }
    const text = `Queue file ${name} set aside: ${why}`;
    await log.append({ event: "queue-quarantine", text, facts: { name } });
  }

  /** Reading is done at once: others have their turn now and then. */
  async breathe(): Promise<void> {
    this.#reads += 1;
    if (this.#reads % TURN_LENGTH === 0) await new Promise(setImmediate);
  }
}
