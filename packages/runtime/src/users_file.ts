import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CredentialFault } from "@fieldpost/core";
import { fileStamp } from "./_file_stamp.ts";
import type { Clock } from "./clock.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";
import { errorCodeOf, RuntimeFailure, translateWriteError } from "./runtime_failure.ts";
import { formatUserRecords, tryParseUserRecords, type UserRecords } from "./user_records.ts";
import { withLock } from "./with_lock.ts";

/** Why users and tokens stay as they are. */
export type UserRefusal =
  | CredentialFault
  | "name-taken"
  | "unknown"
  | "last-administrator"
  | "setup-over"
  | "label-invalid"
  | "too-many";

/** What a change of users or tokens answers. */
export type UserWrite<Result> =
  | { readonly kind: "written"; readonly result: Result }
  | { readonly kind: "refused"; readonly refusal: UserRefusal };

/** What the file works with. */
export interface UsersFileOptions {
  readonly home: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
}

/** What a change makes of the records, or why it makes nothing. */
export type RecordsChange<Result> = (
  records: UserRecords,
) => { readonly records: UserRecords; readonly result: Result } | UserRefusal;

/** Users, and tokens: a hundred of each is more than a device has. */
export const MOST_RECORDS: number = 100;

const NO_RECORDS: UserRecords = { users: [], tokens: [] };

/**
 * `users.json` in the data directory, mode 0600, replaced durably under a lock. What another process
 * changes counts at once.
 */
export class UsersFile {
  readonly #options: UsersFileOptions;
  readonly #path: string;
  #seen: { readonly stamp: string; readonly records: UserRecords } | undefined;

  constructor(options: UsersFileOptions) {
    this.#options = options;
    this.#path = join(options.home, "users.json");
  }

  /** Everybody and every token, as they are now. */
  async read(): Promise<UserRecords> {
    const stamp = await fileStamp(this.#path);
    if (this.#seen?.stamp === stamp) return this.#seen.records;
    const records = await this.#readFile();
    this.#seen = { stamp, records };
    return records;
  }

  /** The time as the file writes it. */
  now(): string {
    return new Date(this.#options.clock.nowMs()).toISOString();
  }

  /** Changes the records as they are now, or not at all. */
  async write<Result>(change: RecordsChange<Result>): Promise<UserWrite<Result>> {
    const { clock, files } = this.#options;
    return await withLock(`${this.#path}.lock`, { clock }, async () => {
      const changed = change(await this.#readFile());
      if (typeof changed === "string") return { kind: "refused", refusal: changed };
      try {
        const text = formatUserRecords(changed.records);
        await replaceFile(files, this.#path, Buffer.from(text));
      } catch (error) {
        throw translateWriteError(this.#path, error);
      }
      return { kind: "written", result: changed.result };
    });
  }

  async #readFile(): Promise<UserRecords> {
    let text: string;
    try {
      text = await readFile(this.#path, "utf8");
    } catch (error) {
      if (errorCodeOf(error) === "ENOENT") return NO_RECORDS;
      throw unreadable(this.#path, errorCodeOf(error), error);
    }
    const records = tryParseUserRecords(text);
    if (records === undefined) throw unreadable(this.#path, "it is no file of users");
    return records;
  }
}

function unreadable(path: string, what: string, cause?: unknown): RuntimeFailure {
  return new RuntimeFailure(
    "users-unreadable",
    `Cannot read the users in ${path}: ${what}; repaired or taken away, it lets somebody in again`,
    { cause },
  );
}
