import { readFile } from "node:fs/promises";
import { type PathHistory, type PathSighting, ratchet } from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";
import { withLock } from "./with_lock.ts";

/** What histories are kept with. */
export interface PathHistoriesOptions {
  readonly path: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
}

/**
 * The best that each host and port has shown so far, in `history.json` of the data directory; one
 * state for all processes of a unit. A file that cannot be read counts as empty: the ratchet then
 * begins anew, and the plan stays as strict as it is.
 */
export class PathHistories {
  readonly #options: PathHistoriesOptions;

  constructor(options: PathHistoriesOptions) {
    this.#options = options;
  }

  async read(place: string): Promise<PathHistory | undefined> {
    return (await this.#readAll())[place];
  }

  /** Adds what a session has shown; nothing is written when that was known. */
  async add(place: string, sighting: PathSighting): Promise<void> {
    const { path, files } = this.#options;
    if (isKnown((await this.#readAll())[place], sighting)) return;
    await withLock(`${path}.lock`, this.#options, async () => {
      const all = await this.#readAll();
      const changed = { ...all, [place]: ratchet(all[place], sighting) };
      await replaceFile(files, path, Buffer.from(`${JSON.stringify(changed, undefined, 2)}\n`));
    });
  }

  async #readAll(): Promise<Readonly<Record<string, PathHistory | undefined>>> {
    try {
      return JSON.parse(await readFile(this.#options.path, "utf8")) as Record<string, PathHistory>;
    } catch {
      return {};
    }
  }
}

function isKnown(known: PathHistory | undefined, sighting: PathSighting): boolean {
  const next = ratchet(known, sighting);
  return (
    next.startTls === known?.startTls &&
    next.verified === known?.verified &&
    next.refusesChunks === known?.refusesChunks
  );
}
