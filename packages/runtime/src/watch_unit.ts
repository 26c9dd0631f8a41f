import { HomeWatch, type WatchedPart, WORK_PARTS } from "./_home_watch.ts";

/** What can have changed in a data directory, for somebody who shows it. */
export type UnitChange = "settings" | "trial" | "queue" | "ended" | "path" | "events" | "log";

/** A watch that goes on until it is closed. */
export interface UnitWatch {
  close(): void;
}

/** How often it is looked where the file system tells nothing. */
const LOOK_MS = 2000;

const SHOWN: readonly UnitChange[] = [
  "settings",
  "trial",
  "queue",
  "ended",
  "path",
  "events",
  "log",
];

const ROOT_CHANGES: Readonly<Record<string, UnitChange>> = {
  "registry.ini": "settings",
  "registry.history": "settings",
  "registry.trial": "trial",
  "system.jsonl": "log",
};

const SHOWN_PARTS: readonly WatchedPart<UnitChange>[] = [
  { part: ".", changeOf: (name) => ROOT_CHANGES[name] },
  ...WORK_PARTS.filter(({ part }) => part !== ".").map(({ part, changeOf }) => ({
    part,
    changeOf: (name: string) => {
      const change = changeOf(name);
      return change === "reboot" ? undefined : change;
    },
  })),
  {
    part: "spool/runs",
    changeOf: (name: string) => (name.endsWith(".now") ? ("queue" as const) : undefined),
  },
  ...["spool/done", "spool/failed"].map((part) => ({
    part,
    changeOf: (name: string) => (name.endsWith(".log") ? ("ended" as const) : undefined),
  })),
];

/**
 * Watches a data directory for somebody who shows it: told of each change, whichever process made it,
 * perhaps several times. The watch keeps no process alive.
 *
 * *Diagnostics*: nothing throws. Where the file system tells nothing (a network file system, no watches
 * left) every change is told every two seconds, whether there was one or not.
 *
 * @example
 * ```ts
 * import { openFieldpost, watchUnit } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * let settings = () => {};
 * const told = new Promise<void>((resolve) => (settings = resolve));
 * const watch = await watchUnit(home, (change) => change === "settings" && settings());
 * await unit.registry.assign([["Email/Port", "587"]]);
 * await told;
 * watch.close();
 * await rm(home, { recursive: true });
 * ```
 */
export async function watchUnit(
  home: string,
  onChange: (change: UnitChange) => void,
): Promise<UnitWatch> {
  const watch = new HomeWatch<UnitChange>(home, SHOWN_PARTS, onChange);
  await watch.open();
  const timer = setInterval(() => void watch.look(SHOWN), LOOK_MS).unref();
  return {
    close() {
      clearInterval(timer);
      watch.close();
    },
  };
}
