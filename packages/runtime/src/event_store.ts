import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type EventLine,
  type EventState,
  formatEventJournal,
  formatRaisedLine,
  isEventName,
  readEventJournal,
} from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import { type DurableFile, type DurableFiles, replaceFile } from "./durable_files.ts";
import { errorCodeOf, translateWriteError } from "./runtime_failure.ts";
import { withLock } from "./with_lock.ts";

/** What a store works with. */
export interface EventStoreOptions {
  /** The directory of the journals. */
  readonly path: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
}

/** The journal of one event, while no other process may touch it. */
export interface HeldEvent {
  readonly state: EventState;
  /** Adds a line, durably. */
  raise(line: EventLine): Promise<EventState>;
  /** Replaces what is remembered, durably. */
  replace(state: EventState): Promise<void>;
}

const ENDING = ".events";

/**
 * What is remembered of each event: one journal of JSON lines for each, in `events/`.
 *
 * Any process may raise an event: it adds a line under a lock and syncs it. When what waits has been
 * mailed, the journal is replaced by one line. *Diagnostics*: throws {@linkcode RuntimeFailure} when
 * the disk refuses; killed in between, a half line is left, which the next reader passes over.
 */
export class EventStore {
  readonly #options: EventStoreOptions;

  constructor(options: EventStoreOptions) {
    this.#options = options;
  }

  /** The events that were ever raised, by the names of their journals: in lower case. */
  async names(): Promise<string[]> {
    try {
      const names = await readdir(this.#options.path);
      return names
        .filter((name) => name.endsWith(ENDING))
        .map((name) => name.slice(0, -ENDING.length))
        .filter(isEventName)
        .sort();
    } catch (error) {
      if (errorCodeOf(error) === "ENOENT") return [];
      throw translateWriteError(this.#options.path, error);
    }
  }

  /** What is remembered of an event, without a lock. */
  async read(name: string): Promise<EventState> {
    return readEventJournal((await this.#readText(name)) ?? "").state;
  }

  /**
   * Works on the journal of an event while no other process does.
   *
   * @throws {RuntimeFailure} `busy` if another process holds it for too long
   */
  async hold<Result>(name: string, work: (held: HeldEvent) => Promise<Result>): Promise<Result> {
    const { path, clock } = this.#options;
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw translateWriteError(path, error);
    }
    return await withLock(join(path, `${name.toLowerCase()}.lock`), { clock }, async () => {
      const found = await this.#readText(name);
      const text = found ?? "";
      let { state } = readEventJournal(text);
      let isTorn = text !== "" && !text.endsWith("\n");
      return await work({
        state,
        raise: async (line) => {
          const shown = formatRaisedLine(line, isoTime(line.atMs));
          await this.#append(name, isTorn ? `\n${shown}` : shown, found === undefined);
          isTorn = false;
          state = { ...state, waiting: [...state.waiting, line] };
          return state;
        },
        replace: (next) => this.#replace(name, next),
      });
    });
  }

  async #append(name: string, text: string, isNew: boolean): Promise<void> {
    const { files, path } = this.#options;
    const journal = this.#pathOf(name);
    let file: DurableFile | undefined;
    try {
      file = await files.append(journal, 0o600);
      await file.write(Buffer.from(text, "utf8"));
      await file.sync();
      if (isNew) await files.syncDirectory(path);
    } catch (error) {
      throw translateWriteError(journal, error);
    } finally {
      await file?.close();
    }
  }

  async #replace(name: string, state: EventState): Promise<void> {
    const journal = this.#pathOf(name);
    const text = formatEventJournal(state, isoTime);
    try {
      await replaceFile(this.#options.files, journal, Buffer.from(text, "utf8"));
    } catch (error) {
      throw translateWriteError(journal, error);
    }
  }

  async #readText(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.#pathOf(name), "utf8");
    } catch (error) {
      if (errorCodeOf(error) === "ENOENT") return undefined;
      throw translateWriteError(this.#pathOf(name), error);
    }
  }

  #pathOf(name: string): string {
    return join(this.#options.path, `${name.toLowerCase()}${ENDING}`);
  }
}

// A clock may show what no calendar holds.
function isoTime(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime()) ? "unknown" : time.toISOString();
}
