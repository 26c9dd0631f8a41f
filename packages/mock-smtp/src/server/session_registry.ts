import type { CapturedSession } from "../capture/captured_session.ts";
import { SessionRecord } from "../engine/session_record.ts";
import type { Connection } from "./connection.ts";

/** The sessions of a server: those that run, and the records of those that have ended. */
export class SessionRegistry {
  readonly #recordLimit: number;
  readonly #connections: Set<Connection> = new Set();
  #records: SessionRecord[] = [];
  #count = 0;
  #lastActivityMs = performance.now();
  #stir: () => void = () => {};
  #emptied: () => void = () => {};

  /** @param recordLimit How many records of ended sessions are kept. */
  constructor(recordLimit: number) {
    this.#recordLimit = recordLimit;
  }

  /** When something happened last, by `performance.now()`. */
  get lastActivityMs(): number {
    return this.#lastActivityMs;
  }

  /** How many connections are open. */
  get openCount(): number {
    return this.#connections.size;
  }

  /** All records, oldest first. */
  records(): readonly CapturedSession[] {
    return [...this.#records];
  }

  /** The open connections. */
  connections(): readonly Connection[] {
    return [...this.#connections];
  }

  /** The sessions that are in the middle of something. */
  busy(): readonly CapturedSession[] {
    return this.connections()
      .filter((connection) => connection.isBusy)
      .map((connection) => connection.record);
  }

  /** Calls whenever a session says, hears or ends something. */
  onActivity(stir: () => void): void {
    this.#stir = stir;
  }

  /** Opens a record. */
  record(listener: string, client: string): SessionRecord {
    const origin = { number: ++this.#count, listener, client };
    const record = new SessionRecord(origin, () => performance.now());
    this.#records.push(record);
    if (this.#records.length > this.#recordLimit * 2) {
      this.#forgetOldest();
    }
    return record;
  }

  /** Adds a connection that was opened. */
  add(connection: Connection): void {
    this.#connections.add(connection);
    this.noteActivity(performance.now());
  }

  /** Removes a connection that was closed. */
  remove(connection: Connection): void {
    this.#connections.delete(connection);
    this.noteActivity(performance.now());
    if (this.#connections.size === 0) {
      this.#emptied();
    }
  }

  /** Notes that something was said or heard. */
  noteActivity(nowMs: number): void {
    this.#lastActivityMs = nowMs;
    this.#stir();
  }

  /** Resolves when no connection is open. */
  async empty(): Promise<void> {
    if (this.#connections.size > 0) {
      await new Promise<void>((resolve) => {
        this.#emptied = resolve;
      });
    }
  }

  /** Forgets the records of sessions that have ended. */
  clear(): void {
    this.#records = this.#records.filter((it) => it.end === null);
  }

  #forgetOldest(): void {
    const ended = this.#records.filter((it) => it.end !== null);
    const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - this.#recordLimit)));
    this.#records = this.#records.filter((it) => !forgotten.has(it));
  }
}
