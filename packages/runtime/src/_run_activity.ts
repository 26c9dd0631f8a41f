import { closeSync, openSync, unlinkSync, writeSync } from "node:fs";

/** Octets of a place: a message, a moment, and a host of any length with its port. */
export const PLACE_BYTES = 352;

/** What a connection is doing. */
export interface SendingTo {
  readonly host: string;
  readonly port: number;
}

/**
 * Says beside the claim of a run which messages its connections are sending at this moment, for whoever
 * looks: a file with one line for each connection, written over in place.
 *
 * *Diagnostics*: nothing rests on it. It is not synced, and a disk that refuses it is passed over in
 * silence. What it says counts as long as the claim of the run names a living process.
 */
export class RunActivity {
  readonly #path: string;
  readonly #places = new Map<string, number>();
  #free: number[] = [];
  #count = 0;
  #fd: number | undefined;
  #isOver = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** A connection takes up a message; once more says nothing new. */
  begin(message: string, { host, port }: SendingTo, nowMs: number): void {
    if (this.#places.has(message)) return;
    const place = this.#free.pop() ?? this.#count++;
    this.#places.set(message, place);
    this.#write(place, `${nowMs} ${message} ${host} ${port}`);
  }

  /** It is done with it. */
  end(message: string): void {
    const place = this.#places.get(message);
    if (place === undefined) return;
    this.#places.delete(message);
    this.#free.push(place);
    this.#write(place, "");
  }

  /** The run is over. */
  close(): void {
    this.#isOver = true;
    if (this.#fd === undefined) return;
    try {
      closeSync(this.#fd);
      unlinkSync(this.#path);
    } catch {
      // Whoever takes over what dead runs have left removes it.
    }
    this.#fd = undefined;
  }

  #write(place: number, text: string): void {
    if (this.#isOver) return;
    try {
      this.#fd ??= openSync(this.#path, "w", 0o600);
      const line = `${text.slice(0, PLACE_BYTES - 1).padEnd(PLACE_BYTES - 1)}\n`;
      writeSync(this.#fd, line, place * PLACE_BYTES, "latin1");
    } catch {
      this.#isOver = true;
    }
  }
}
