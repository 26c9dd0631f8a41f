import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { foldRegistryKey, isSecretKey, type RegistryChange } from "@fieldpost/core";
import { readOptional } from "./_optional_files.ts";
import type { DurableFiles } from "./durable_files.ts";
import { errorCodeOf, RuntimeFailure, translateWriteError } from "./runtime_failure.ts";

/** Octets after which the history is aged to `.bak`; the `.bak` before it is dropped. */
export const HISTORY_LIMIT_BYTES: number = 256 * 1024;

/** Characters of a value that are kept; of a longer one the beginning. */
const VALUE_LENGTH = 500;

const CHANGES_OF_A_LINE = 100;

/** Changes that were made together. */
export interface RegistryHistoryEntry {
  readonly atMs: number;
  readonly by: string;
  /** Without the values of secrets; a long value is cut. */
  readonly changes: readonly RegistryChange[];
}

/**
 * What was changed, when and by whom, in `registry.history`: JSON lines, bounded, each synced. It is
 * written while the registry is locked, so that it has the order of the changes.
 *
 * *Diagnostics*: killed between the change and its line, the line is missing; what an editor did to
 * the file was never in it.
 */
export class RegistryHistory {
  readonly #path: string;
  readonly #files: DurableFiles;

  constructor(path: string, files: DurableFiles) {
    this.#path = path;
    this.#files = files;
  }

  /** Adds changes that are made and stay, or says why who made them will not be known. */
  async tryAdd(entry: RegistryHistoryEntry): Promise<string | undefined> {
    try {
      await this.add(entry);
      return undefined;
    } catch (error) {
      return error instanceof RuntimeFailure ? error.message : "Cannot write the history";
    }
  }

  /**
   * Adds changes.
   *
   * @throws {RuntimeFailure} If the disk refuses
   */
  async add(entry: RegistryHistoryEntry): Promise<void> {
    const changes = entry.changes.map(showable);
    try {
      for (let at = 0; at < changes.length; at += CHANGES_OF_A_LINE) {
        const part = { ...entry, changes: changes.slice(at, at + CHANGES_OF_A_LINE) };
        await this.#append(Buffer.from(`${JSON.stringify(part)}\n`));
      }
    } catch (error) {
      throw translateWriteError(this.#path, error);
    }
  }

  /** What is kept, newest first; a line torn by a crash is left out. */
  async read(): Promise<readonly RegistryHistoryEntry[]> {
    const texts = await Promise.all([this.#textOf(`${this.#path}.bak`), this.#textOf(this.#path)]);
    return texts.join("\n").split("\n").flatMap(readEntry).reverse();
  }

  /** Who gave a key the value that it has, where that is known. */
  async authorOf(key: string, now: string | null): Promise<string | undefined> {
    const folded = foldRegistryKey(key);
    for (const { by, changes } of await this.read()) {
      const change = changes.find((each) => foldRegistryKey(each.key) === folded);
      if (change !== undefined) return (change.after ?? null) === cut(now) ? by : undefined;
    }
    return undefined;
  }

  async #append(line: Uint8Array): Promise<void> {
    let size = await sizeOf(this.#path);
    if (size > 0 && size + line.length > HISTORY_LIMIT_BYTES) {
      await this.#files.rename(this.#path, `${this.#path}.bak`);
      size = 0;
    }
    const file = await this.#files.append(this.#path, 0o600);
    try {
      await file.write(line);
      await file.sync();
    } finally {
      await file.close();
    }
    if (size === 0) await this.#files.syncDirectory(dirname(this.#path));
  }

  async #textOf(path: string): Promise<string> {
    return (await readOptional(path)) ?? "";
  }
}

function showable({ kind, key, before, after }: RegistryChange): RegistryChange {
  if (isSecretKey(key)) return { kind, key };
  return {
    ...{ kind, key },
    ...(before === undefined ? {} : { before: cut(before) ?? "" }),
    ...(after === undefined ? {} : { after: cut(after) ?? "" }),
  };
}

function cut(value: string | null): string | null {
  return value === null || value.length <= VALUE_LENGTH
    ? value
    : `${value.slice(0, VALUE_LENGTH)}…`;
}

function readEntry(line: string): RegistryHistoryEntry[] {
  try {
    const entry = JSON.parse(line) as RegistryHistoryEntry;
    const isWhole = Number.isFinite(entry.atMs) && Array.isArray(entry.changes);
    return isWhole ? [entry] : [];
  } catch {
    return [];
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return 0;
    throw error;
  }
}
