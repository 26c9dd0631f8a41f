import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  boundTranscript,
  type ConnectionPlan,
  type OppositeModeFinding,
  type Protection,
  type TlsMode,
  type TranscriptLine,
} from "@fieldpost/core";
import { readOptional } from "./_optional_files.ts";
import type { Clock } from "./clock.ts";
import { type DurableFiles, replaceFileSoon } from "./durable_files.ts";
import { pruneJournals } from "./prune_journals.ts";

/** The last attempt that did not deliver everything, as far as an explanation needs it. */
export interface AttemptRecord {
  readonly atMs: number;
  readonly host: string;
  readonly port: number;
  readonly mode: TlsMode;
  readonly username?: string;
  /** The sender's address; absent for the null sender, and where no message was begun. */
  readonly from?: string;
  readonly protection: Protection;
  /** What a second connection found, where the mode was in doubt. */
  readonly opposite?: OppositeModeFinding;
  /** The opening of the connection and the transaction; secrets are masked in it, its length is bounded. */
  readonly transcript: readonly TranscriptLine[];
}

/** What an attempt has shown, beside the plan that it followed. */
export type AttemptFacts = Pick<AttemptRecord, "protection" | "opposite" | "transcript"> & {
  readonly from?: string | undefined;
};

/** Records that are kept, those of the newest messages. */
export const ATTEMPTS_KEPT = 1000;

const PATH_NAME = "path";

/**
 * The last failed attempt of each message, and of the path: what was said, for a person to read.
 *
 * *Diagnostics*: nothing here is promised. A crash may lose a record, a disk that refuses one is passed
 * over in silence, and the journals alone decide about mail.
 */
export class AttemptRecords {
  readonly #folder: string;
  readonly #options: { readonly files: DurableFiles; readonly clock: Clock };
  #hasWritten = false;

  constructor(spoolPath: string, options: { readonly files: DurableFiles; readonly clock: Clock }) {
    this.#folder = join(spoolPath, "attempts");
    this.#options = options;
  }

  /** Writes a record down; without a message it is that of the path. */
  async write(
    plan: ConnectionPlan,
    { from, transcript, ...facts }: AttemptFacts,
    message: string = PATH_NAME,
  ): Promise<void> {
    const { files, clock } = this.#options;
    const { mode, username } = plan;
    const record: AttemptRecord = {
      ...{ atMs: clock.nowMs(), host: plan.host.text, port: plan.port, mode },
      ...(username === undefined ? {} : { username }),
      ...(from === undefined ? {} : { from }),
      ...facts,
      transcript: boundTranscript(transcript),
    };
    try {
      if (!this.#hasWritten) await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      this.#hasWritten = true;
      const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
      await replaceFileSoon(files, this.#pathOf(message), bytes);
    } catch {
      // Mail goes on without its record.
    }
  }

  /** Reads a record; `undefined` when there is none, or none that can be read. */
  async read(message: string = PATH_NAME): Promise<AttemptRecord | undefined> {
    const text = await readOptional(this.#pathOf(message));
    if (text === undefined) return undefined;
    try {
      const record = JSON.parse(text) as AttemptRecord | null;
      return Array.isArray(record?.transcript) ? record : undefined;
    } catch {
      return undefined;
    }
  }

  /** Removes what is too much, when something was added. */
  async prune(): Promise<void> {
    if (!this.#hasWritten) return;
    await pruneJournals(this.#folder, this.#options.files, ATTEMPTS_KEPT).catch(() => undefined);
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}
