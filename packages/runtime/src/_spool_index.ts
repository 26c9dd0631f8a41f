import { statSync } from "node:fs";
import type { MessageStatus } from "@fieldpost/core";
import { needsReport } from "./_failure_reports.ts";
import type { SpooledMessage } from "./spool.ts";

/** What a pass has to know of a spool file before it opens it. */
export interface FileSummary {
  /** Messages that wait for their time or for a person. */
  readonly waiting: number;
  /** When the first of them is due; `undefined` when none waits for a time. */
  readonly nextAtMs: number | undefined;
  /** The routes that have refused messages of it: over another one they are due at once. */
  readonly routes: readonly string[];
  /** Whether it is over and still there since a crash, or a failure of it is not reported. */
  readonly isUnfinished: boolean;
}

interface Known {
  readonly stamp: string;
  readonly summary: FileSummary;
}

/**
 * Remembers what the files of a queue have said, as long as their journals have not changed: a pass
 * over a large queue reads what is due, and not everything.
 */
export class SpoolIndex {
  readonly #known = new Map<string, Known>();

  /** What is known of a file whose journal is at a path; read anew when that has changed. */
  async summaryOf(
    name: string,
    logPath: string,
    read: () => Promise<readonly SpooledMessage[] | undefined>,
  ): Promise<FileSummary | undefined> {
    const stat = statSync(logPath, { throwIfNoEntry: false });
    const stamp = stat === undefined ? "" : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
    const known = this.#known.get(name);
    if (known?.stamp === stamp) return known.summary;
    const messages = await read();
    if (messages === undefined) return undefined;
    const summary = summaryOf(messages);
    this.#known.set(name, { stamp, summary });
    return summary;
  }

  /** Forgets the files that are there no more. */
  keep(names: readonly string[]): void {
    if (this.#known.size <= names.length) return;
    const left = new Set(names);
    for (const name of this.#known.keys()) if (!left.has(name)) this.#known.delete(name);
  }
}

function summaryOf(messages: readonly SpooledMessage[]): FileSummary {
  const open = messages.filter(({ status }) => isOpen(status));
  const dueAtMs = open
    .filter(({ status }) => status.phase === "waiting")
    .map(({ status }) => status.nextAtMs);
  return {
    waiting: open.length,
    nextAtMs: dueAtMs.length === 0 ? undefined : Math.min(...dueAtMs),
    routes: [...new Set(open.flatMap(({ status: { route } }) => route ?? []))],
    isUnfinished:
      open.length === 0 ||
      messages.some(({ record, status }) => needsReport(record.header, status)),
  };
}

function isOpen({ phase }: MessageStatus): boolean {
  return phase === "waiting" || phase === "held";
}
