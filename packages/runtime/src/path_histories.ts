import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PathHistory, type PathSighting, ratchet } from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";
import { withLock } from "./with_lock.ts";

/** The certificate that a mail server last showed. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601, as `seenAt`. */
  readonly validTo: string;
  /** To the day: it is not written anew with every session. */
  readonly seenAt: string;
}

/** What is known of a place. */
export interface PathRecord extends PathHistory {
  readonly certificate?: SeenCertificate | undefined;
}

/** Where they are kept. */
export function historyPath(home: string): string {
  return join(home, "history.json");
}

/** How a host and port are named there. */
export function placeOf(host: string, port: number): string {
  return `${host}:${port}`;
}

const DAY_MS = 86_400_000;

/** What histories are kept with. */
export interface PathHistoriesOptions {
  readonly path: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
}

/**
 * The best that each host and port has shown so far, in `history.json` of the data directory; one
 * state for all processes of a unit. A file that cannot be read counts as empty: the ratchet then
 * begins anew, and the plan stays as strict as it is.
 */
export class PathHistories {
  readonly #options: PathHistoriesOptions;

  constructor(options: PathHistoriesOptions) {
    this.#options = options;
  }

  async read(place: string): Promise<PathRecord | undefined> {
    return (await this.#readAll())[place];
  }

  /** Adds what a session has shown; nothing is written when that was known. */
  async add(
    place: string,
    sighting: PathSighting,
    certificate?: Omit<SeenCertificate, "seenAt">,
  ): Promise<void> {
    const { path, files, clock } = this.#options;
    const seenAt = new Date(clock.nowMs()).toISOString();
    const shown = certificate === undefined ? undefined : { ...certificate, seenAt };
    if (isKnown((await this.#readAll())[place], sighting, shown)) return;
    await withLock(`${path}.lock`, this.#options, async () => {
      const all = await this.#readAll();
      const kept = shown ?? all[place]?.certificate;
      const record: PathRecord = {
        ...ratchet(all[place], sighting),
        ...(kept === undefined ? {} : { certificate: kept }),
      };
      const changed = { ...all, [place]: record };
      await replaceFile(files, path, Buffer.from(`${JSON.stringify(changed, undefined, 2)}\n`));
    });
  }

  async #readAll(): Promise<Readonly<Record<string, PathRecord | undefined>>> {
    try {
      return JSON.parse(await readFile(this.#options.path, "utf8")) as Record<string, PathRecord>;
    } catch {
      return {};
    }
  }
}

function isKnown(
  known: PathRecord | undefined,
  sighting: PathSighting,
  shown: SeenCertificate | undefined,
): boolean {
  const next = ratchet(known, sighting);
  if (next.startTls !== known?.startTls || next.verified !== known?.verified) return false;
  if (next.refusesChunks !== known?.refusesChunks) return false;
  if (next.refusesGroups !== known?.refusesGroups) return false;
  if (shown === undefined) return true;
  const { certificate: before } = known;
  const isSame = before?.subject === shown.subject && before.issuer === shown.issuer;
  if (!isSame || before.validTo !== shown.validTo) return false;
  return Math.abs(Date.parse(shown.seenAt) - Date.parse(before.seenAt)) < DAY_MS;
}
