import { needsReport } from "./_failure_reports.ts";
import type { ClaimedFile, Spool } from "./spool.ts";

/** Whether everything in a file is over, and told to whom it has to be told. */
export function isFileOver(file: ClaimedFile): boolean {
  return file.messages.every((message) => {
    const status = file.status(message);
    if (status.phase === "deleted") return true;
    return status.phase === "finished" && !needsReport(message.record.header, status);
  });
}

/** The files that a pass works on; each is given back when its last user has ended. */
export class ClaimedFiles {
  readonly #spool: Spool;
  readonly #users = new Map<ClaimedFile, number>();
  readonly #over: string[] = [];

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /** The files that were over when they were given back. */
  get over(): readonly string[] {
    return this.#over;
  }

  /** Claims a file with one user; `undefined` when another process works on it. */
  async claim(name: string): Promise<ClaimedFile | undefined> {
    const file = await this.#spool.claim(name);
    if (file !== undefined) this.#users.set(file, 1);
    return file;
  }

  /** Adds a user. */
  use(file: ClaimedFile): void {
    this.#users.set(file, (this.#users.get(file) ?? 0) + 1);
  }

  /** Ends a use. */
  async end(file: ClaimedFile): Promise<void> {
    const users = (this.#users.get(file) ?? 1) - 1;
    this.#users.set(file, users);
    if (users <= 0) await this.#release(file);
  }

  /** Gives everything back, whoever uses it. */
  async endAll(): Promise<void> {
    for (const file of this.#users.keys()) await this.#release(file);
  }

  async #release(file: ClaimedFile): Promise<void> {
    if (!this.#users.delete(file)) return;
    if (isFileOver(file)) this.#over.push(file.name);
    await file.release();
  }
}
