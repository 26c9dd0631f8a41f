import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { rebootRequestPath } from "./reboot_request.ts";

/** What can have been done to a data directory. */
export type HomeChange =
  | "settings"
  | "trial"
  | "queue"
  | "ended"
  | "path"
  | "events"
  | "log"
  | "reboot";

/** Those that are work for `serve`. */
export type WorkChange = Exclude<HomeChange, "trial" | "ended" | "log">;

const MAIL_REGEXP = /^[0-9a-z]{19}_(\d{1,4})u?\.mail$/;

/** A folder of a data directory, and what a change in it means. */
export interface WatchedPart<Change extends HomeChange> {
  readonly part: string;
  /** What a change of a name means; `undefined` when it means nothing. */
  readonly changeOf: (name: string) => Change | undefined;
}

/** What `serve` watches. */
export const WORK_PARTS: readonly WatchedPart<WorkChange>[] = [
  {
    part: ".",
    changeOf: (name) => (({ "registry.ini": "settings", "serve.reboot": "reboot" }) as const)[name],
  },
  { part: "spool", changeOf: (name) => (name === "path.json" ? "path" : undefined) },
  {
    part: "spool/queue",
    changeOf: (name) => (/^[0-9a-z]{19}_\d{1,4}u?\.(?:mail|log)$/.test(name) ? "queue" : undefined),
  },
  {
    part: "events",
    changeOf: (name) => (/^[a-z][a-z0-9_-]*\.events$/.test(name) ? "events" : undefined),
  },
];

/**
 * Watches a data directory for what other processes do to it.
 *
 * *Diagnostics*: nothing throws. A directory that cannot be watched (a network file system, no watches
 * left) is looked at again with every `look()`.
 */
export class HomeWatch<Change extends HomeChange = WorkChange> {
  readonly #home: string;
  readonly #parts: readonly WatchedPart<Change>[];
  readonly #onChange: (change: Change) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #registryHash = "";
  #isClosed = false;

  constructor(
    home: string,
    parts: readonly WatchedPart<Change>[],
    onChange: (change: Change) => void,
  ) {
    this.#home = home;
    this.#parts = parts;
    this.#onChange = onChange;
  }

  /** Begins to watch. */
  async open(): Promise<void> {
    await this.hasNewSettings();
    await this.#watchAll();
  }

  /** Looks itself where nothing tells: then any of these may have happened. Called now and then. */
  async look(changes: readonly Change[]): Promise<void> {
    const unwatched = this.#parts.filter(({ part }) => !this.#watchers.has(part));
    if (unwatched.length === 0) return;
    await this.#watchAll();
    for (const change of changes) this.#onChange(change);
  }

  /** Whether the settings are others than when this was last asked. */
  async hasNewSettings(): Promise<boolean> {
    const text = await readFile(join(this.#home, "registry.ini")).catch(() => Buffer.alloc(0));
    const hash = createHash("sha256").update(text).digest("hex");
    const isNew = hash !== this.#registryHash;
    this.#registryHash = hash;
    return isNew;
  }

  /** How many messages are in the queue, by the names of its files. */
  async countQueue(): Promise<number> {
    const names = await readdir(join(this.#home, "spool/queue")).catch(() => []);
    return names.reduce((sum, name) => sum + Number(MAIL_REGEXP.exec(name)?.[1] ?? 0), 0);
  }

  async isRebootWanted(): Promise<boolean> {
    const found = await stat(rebootRequestPath(this.#home)).catch(() => undefined);
    return found !== undefined;
  }

  close(): void {
    this.#isClosed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #watchAll(): Promise<void> {
    for (const watched of this.#parts) {
      if (this.#isClosed || this.#watchers.has(watched.part)) continue;
      const path = join(this.#home, watched.part);
      await mkdir(path, { recursive: true, mode: 0o700 }).catch(() => undefined);
      if (!this.#isClosed) this.#watch(watched, path);
    }
  }

  #watch({ part, changeOf }: WatchedPart<Change>, path: string): void {
    const forget = (): void => {
      this.#watchers.get(part)?.close();
      this.#watchers.delete(part);
    };
    try {
      const watcher = watch(path, { persistent: false }, (_, name) => {
        const change = name === null ? undefined : changeOf(name);
        if (change !== undefined) this.#onChange(change);
      });
      watcher.on("error", forget);
      this.#watchers.set(part, watcher);
    } catch {
      forget();
    }
  }
}
