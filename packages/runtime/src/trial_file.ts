import { dirname } from "node:path";
import type { SettingsTrial } from "@fieldpost/core";
import { readOptional, tolerateMissing } from "./_optional_files.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";

/**
 * The trial that runs, in `registry.trial` of the data directory; at most one.
 *
 * It is written before the registry is, and removed after the registry was set back: killed in between,
 * the registry does not have the values of the trial, and taking it back leaves everything as it is.
 * A file that cannot be read is no trial.
 */
export class TrialFile {
  readonly #path: string;
  readonly #files: DurableFiles;

  constructor(path: string, files: DurableFiles) {
    this.#path = path;
    this.#files = files;
  }

  async read(): Promise<SettingsTrial | undefined> {
    try {
      const trial = JSON.parse((await readOptional(this.#path)) ?? "") as SettingsTrial;
      const isWhole = Number.isFinite(trial.expiresAtMs) && Array.isArray(trial.changes);
      return isWhole ? trial : undefined;
    } catch {
      return undefined;
    }
  }

  /** @throws {RuntimeFailure} If the disk refuses */
  async write(trial: SettingsTrial): Promise<void> {
    try {
      const bytes = Buffer.from(`${JSON.stringify(trial)}\n`);
      await replaceFile(this.#files, this.#path, bytes);
    } catch (error) {
      throw translateWriteError(this.#path, error);
    }
  }

  /** @throws {RuntimeFailure} If the disk refuses */
  async remove(): Promise<void> {
    try {
      await tolerateMissing(this.#files.unlink(this.#path));
      await this.#files.syncDirectory(dirname(this.#path));
    } catch (error) {
      throw translateWriteError(this.#path, error);
    }
  }
}
