import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { type JournalEntry, parseJournal } from "@fieldpost/core";
import { entriesByMessage } from "./_entries_by_message.ts";
import { endedMessage } from "./ended_message.ts";
import type { EndedMessage } from "./queued_message.ts";

/** Where journals of messages are that have left the queue. */
export const ENDED_PARTS = ["done", "failed", "runs"] as const;

/** Octets at the end of a journal that are read: of a long run the latest messages. */
const TAIL_BYTES = 256 * 1024;

const PART_REGEXP = /^([0-9a-z]{19})-(\d{6})$/;

/** Messages that are remembered: more than a list shows, and no more with every hour of a busy unit. */
export const KNOWN_MESSAGES = 800;

interface Known {
  readonly stamp: string;
  readonly messages: readonly EndedMessage[];
}

/** Where a journal of what left the queue was found. */
export interface EndedJournal {
  readonly part: (typeof ENDED_PARTS)[number];
  /** Without its ending. */
  readonly name: string;
}

/** Reads what left the queue out of journals, as long as they have not changed out of memory. */
export class EndedJournals {
  readonly #path: string;
  /** Those used last are at the end. */
  readonly #known = new Map<string, Known>();
  #count = 0;

  constructor(spoolPath: string) {
    this.#path = spoolPath;
  }

  /** How many messages are remembered; a journal without any counts as one. */
  get size(): number {
    return this.#count;
  }

  /** The messages that a journal says have left the queue; none when it has gone meanwhile. */
  async of({ part: listed, name }: EndedJournal): Promise<readonly EndedMessage[]> {
    // The journal of a run may have moved since it was listed.
    for (const part of [listed, ...ENDED_PARTS.filter((other) => other !== listed)]) {
      const path = join(this.#path, part, `${name}.log`);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      const stamp = `${part} ${stat.ino} ${stat.size}`;
      const known = this.#known.get(name);
      const isSame = known?.stamp === stamp;
      const messages = isSame ? known.messages : await this.#read(name, path, stat.size);
      this.#remember(name, { stamp, messages });
      return messages;
    }
    return [];
  }

  #remember(name: string, known: Known): void {
    this.#forget(name);
    this.#known.set(name, known);
    this.#count += weightOf(known);
    for (const oldest of this.#known.keys()) {
      if (this.#count <= KNOWN_MESSAGES) break;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const known = this.#known.get(name);
    if (known === undefined) return;
    this.#known.delete(name);
    this.#count -= weightOf(known);
  }

  async #read(name: string, path: string, size: number): Promise<readonly EndedMessage[]> {
    const start = Math.max(0, size - TAIL_BYTES);
    const own = [...entriesOf(await readFrom(path, start, size - start))];
    const isTorn = start === 0 && own.some(([, journal]) => !isWhole(journal));
    const before = isTorn ? await this.#entriesBefore(name) : new Map<string, JournalEntry[]>();
    return own.flatMap(([message, journal]): EndedMessage[] => {
      const whole = [...(before.get(message) ?? []), ...journal];
      // What began before the part that was read is not known whole.
      if (start > 0 && !isWhole(whole)) return [];
      const ended = endedMessage(message, whole);
      // A run has also met messages that have stayed.
      const { phase } = ended.status;
      return phase === "waiting" || phase === "held" ? [] : [ended];
    });
  }

  /** What the part of a run's journal says that is before this one: an attempt may stand in both. */
  async #entriesBefore(name: string): Promise<ReadonlyMap<string, readonly JournalEntry[]>> {
    const [, run, digits] = PART_REGEXP.exec(name) ?? [];
    const number = Number(digits) - 1;
    if (run === undefined || number < 0) return new Map();
    const file = `${run}-${String(number).padStart(6, "0")}.log`;
    for (const part of ENDED_PARTS) {
      const path = join(this.#path, part, file);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat !== undefined) return entriesOf(await readFrom(path, 0, stat.size));
    }
    return new Map();
  }
}

function weightOf({ messages }: Known): number {
  return Math.max(1, messages.length);
}

function entriesOf(text: string): ReadonlyMap<string, readonly JournalEntry[]> {
  return entriesByMessage(parseJournal(text).entries);
}

/** Whether nothing that belongs to the first entry stands before it. */
function isWhole([first]: readonly JournalEntry[]): boolean {
  return first?.event.kind === "accepted" || first?.event.kind === "attempt";
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
