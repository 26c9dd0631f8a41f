import { readFile, stat } from "node:fs/promises";
import {
  canonicalAssignment,
  checkAssignment,
  checkRegistryDocument,
  describeProblem,
  editRegistryDocument,
  foldRegistryKey,
  formatRegistryChange,
  formatRegistryDocument,
  isWarning,
  type Problem,
  parseRegistryDocument,
  REGISTRY_LIMITS,
  type Registry,
  type RegistryAssignment,
  type RegistryChange,
  type RegistryDocument,
  readMailSettings,
  readRegistryDocument,
  type Secret,
} from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import type { DataDirectory } from "./data_directory.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";
import { errorCodeOf, RuntimeFailure, translateWriteError } from "./runtime_failure.ts";
import type { SecretVault } from "./secret_vault.ts";
import type { LogEvent, SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";
import { withLock } from "./with_lock.ts";

/** What a store works with. */
export interface RegistryStoreOptions {
  readonly directory: DataDirectory;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly vault: SecretVault;
  readonly log: SystemLog;
  readonly machineName: string;
}

/** The registry as it is on disk, with what its file says that cannot be used. */
export interface RegistryReading {
  readonly registry: Registry;
  readonly problems: readonly Problem[];
}

/** What became of assignments: all of them, or none and why. Warnings come with either. */
export type RegistryWrite =
  | {
      readonly kind: "written";
      readonly registry: Registry;
      readonly changes: readonly RegistryChange[];
      readonly warnings: readonly Problem[];
    }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * The registry on disk: `registry.ini`, with every comment and unknown key of its file kept.
 *
 * Every write reads the file again under a lock, changes what has to change and replaces the file
 * durably; so processes may write at once, and after a crash it is the old file or the new one.
 * Every change is a line in the system log. *Diagnostics*: throws {@linkcode RuntimeFailure} when the
 * file cannot be read or written; what is wrong with an assignment is a value.
 *
 * @example A change, and one that is refused
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const written = await unit.registry.assign([["Email/Port", "587"]]);
 * assert.equal(written.kind, "written");
 * const refused = await unit.registry.assign([["Email/Port", "0"]]);
 * assert.equal(refused.kind, "refused");
 * assert.equal((await unit.registry.read()).registry.get("Email/Port"), "587");
 * await rm(home, { recursive: true });
 * ```
 */
export class RegistryStore {
  readonly #options: RegistryStoreOptions;

  constructor(options: RegistryStoreOptions) {
    this.#options = options;
  }

  async read(): Promise<RegistryReading> {
    const document = await this.#readDocument();
    return { registry: readRegistryDocument(document), problems: checkRegistryDocument(document) };
  }

  /** What `assign()` would answer, without writing anything. */
  async preview(assignments: readonly RegistryAssignment[]): Promise<RegistryWrite> {
    return this.#judge(await this.#readDocument(), assignments);
  }

  /** Makes all assignments or none; an empty value removes a key. */
  async assign(assignments: readonly RegistryAssignment[]): Promise<RegistryWrite> {
    return await this.#write((document) => this.#judge(document, assignments));
  }

  /** Seals a secret and stores it under a key of that kind. */
  async setSecret(key: string, secret: Secret): Promise<RegistryWrite> {
    const sealed = await this.#options.vault.seal(key, secret);
    return await this.#write((document) =>
      written(readRegistryDocument(document).apply([[key, sealed]]), []),
    );
  }

  async #write(judge: (document: RegistryDocument) => RegistryWrite): Promise<RegistryWrite> {
    const { directory, files, log } = this.#options;
    return await withLock(directory.registryLockPath, this.#options, async () => {
      const document = await this.#readDocument();
      const result = judge(document);
      if (result.kind === "refused" || result.changes.length === 0) return result;
      const edited = editRegistryDocument(document, result.changes);
      if (!edited.complete) return { kind: "refused", problems: edited.problems };
      const text = formatRegistryDocument(edited);
      try {
        await replaceFile(files, directory.registryPath, Buffer.from(text, "utf8"));
      } catch (error) {
        throw translateWriteError(directory.registryPath, error);
      }
      await log.appendAll(result.changes.map(logEventOf));
      return result;
    });
  }

  #judge(document: RegistryDocument, given: readonly RegistryAssignment[]): RegistryWrite {
    const assignments = given.map(canonicalAssignment);
    const problems = assignments.flatMap(([key, value]) => checkAssignment(key, value));
    const refusals = problems.filter((problem) => !isWarning(problem));
    if (refusals.length > 0) return { kind: "refused", problems: refusals };
    const edits = readRegistryDocument(document).apply(assignments);
    const unusable = this.#unusable(edits.registry, edits.changes);
    if (unusable.length > 0) return { kind: "refused", problems: unusable };
    return written(edits, problems);
  }

  /** Problems that these changes bring into the settings: a host name that is none, say. */
  #unusable(registry: Registry, changes: readonly RegistryChange[]): Problem[] {
    const { machineName } = this.#options;
    const given = new Set(
      changes.filter(({ kind }) => kind !== "removed").map(({ key }) => foldRegistryKey(key)),
    );
    const { problems } = readMailSettings(registry, { toAscii, machineName });
    return problems.filter(
      (problem) => !isWarning(problem) && given.has(foldRegistryKey(problem.path)),
    );
  }

  async #readDocument(): Promise<RegistryDocument> {
    const { registryPath } = this.#options.directory;
    const document = parseRegistryDocument(await readText(registryPath));
    if (document.complete) return document;
    const why = document.problems.map(describeProblem).join("; ");
    throw new RuntimeFailure("registry-unreadable", `Cannot use ${registryPath}: ${why}`);
  }
}

function logEventOf(change: RegistryChange): LogEvent {
  const facts = { key: change.key, kind: change.kind };
  return { event: "registry", text: formatRegistryChange(change), facts };
}

function written(
  edits: { readonly registry: Registry; readonly changes: readonly RegistryChange[] },
  warnings: readonly Problem[],
): RegistryWrite {
  return { kind: "written", registry: edits.registry, changes: edits.changes, warnings };
}

/**
 * Reads a registry document from a file; a missing one is empty.
 *
 * @throws {RuntimeFailure} `registry-unreadable` if it is too large or not UTF-8: reading it as if it
 *   were would lose bytes at the next write
 */
async function readText(path: string): Promise<string> {
  try {
    // Four octets are the longest character: a larger file cannot be within the limit.
    const { size } = await stat(path);
    if (size > REGISTRY_LIMITS.documentLength * 4) {
      const limit = REGISTRY_LIMITS.documentLength;
      throw new RuntimeFailure(
        "registry-unreadable",
        `Cannot read ${path}: it has ${size} octets, at most ${limit} characters are accepted`,
      );
    }
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(await readFile(path));
  } catch (error) {
    if (error instanceof RuntimeFailure) throw error;
    const code = errorCodeOf(error);
    if (code === "ENOENT") return "";
    const why = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8" : code;
    throw new RuntimeFailure(
      "registry-unreadable",
      `Cannot read ${path}: ${why}, a readable file in UTF-8 is needed`,
      { cause: error },
    );
  }
}
