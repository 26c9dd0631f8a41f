import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { parseJournal, RETRY_TIMETABLE, statusOf } from "@fieldpost/core";
import { entriesByMessage } from "./_entries_by_message.ts";
import { endedMessage } from "./ended_message.ts";
import type { EndedMessage } from "./queued_message.ts";

/** Where journals of messages are that have left the queue. */
export const ENDED_PARTS = ["done", "failed", "runs"] as const;

/** Octets at the end of a journal that are read: of a long run the latest messages. */
const TAIL_BYTES = 256 * 1024;

/** Journals that are remembered. */
const KNOWN_LIMIT = 512;

/** Reads what left the queue out of journals, as long as they have not changed out of memory. */
export class EndedJournals {
  readonly #path: string;
  readonly #known = new Map<
    string,
    { readonly stamp: string; readonly messages: readonly EndedMessage[] }
  >();

  constructor(spoolPath: string) {
    this.#path = spoolPath;
  }

  /** The messages that a journal says have left the queue. */
  async of(name: string): Promise<readonly EndedMessage[]> {
    for (const part of ENDED_PARTS) {
      const path = join(this.#path, part, `${name}.log`);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      const stamp = `${part} ${stat.ino} ${stat.size}`;
      const known = this.#known.get(name);
      if (known?.stamp === stamp) return known.messages;
      const messages = await read(path, stat.size);
      this.#remember(name, { stamp, messages });
      return messages;
    }
    return [];
  }

  #remember(name: string, known: { stamp: string; messages: readonly EndedMessage[] }): void {
    this.#known.delete(name);
    this.#known.set(name, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KNOWN_LIMIT && oldest !== undefined) this.#known.delete(oldest);
  }
}

async function read(path: string, size: number): Promise<readonly EndedMessage[]> {
  const start = Math.max(0, size - TAIL_BYTES);
  const { entries } = parseJournal(await readFrom(path, start, size - start));
  const own = [...entriesByMessage(entries)];
  // What began before the part that was read is not known whole.
  const whole = start === 0 ? own : own.filter(([, [first]]) => first?.event.kind === "attempt");
  const { uncertainDelayMs } = RETRY_TIMETABLE;
  return whole.flatMap(([message, journal]): EndedMessage[] => {
    const { acceptedAtMs, recipients } = endedMessage(message, journal);
    const accepted = { message, acceptedAtMs, recipients };
    const status = statusOf(accepted, journal, uncertainDelayMs);
    // A run has also met messages that have stayed.
    const isHere = status.phase === "waiting" || status.phase === "held";
    return isHere ? [] : [{ message, acceptedAtMs, status, journal }];
  });
}

async function readFrom(path: string, start: number, length: number): Promise<string> {
  try {
    const handle = await open(path, "r");
    try {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await handle.read(bytes, 0, length, start);
      return bytes.toString("utf8", 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    // It was moved or thrown away meanwhile.
    return "";
  }
}
