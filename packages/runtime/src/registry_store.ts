import { randomUUID } from "node:crypto";
import {
  editRegistryDocument,
  findMismatches,
  formatRegistryDocument,
  isTrialOver,
  type Problem,
  type RegistryAssignment,
  type RegistryChange,
  type RegistryDocument,
  readRegistryDocument,
  rollBackTrial,
  type Secret,
  type SettingsTrial,
} from "@fieldpost/core";
import { judgeAssignments, writtenEdits } from "./_judge_assignments.ts";
import { readRegistryFile, withoutSecrets } from "./_registry_file.ts";
import { changeEvent, ROLLED_BACK, trialBegun, trialEnded } from "./_registry_log.ts";
import { UNOPENED } from "./_unopened_secret.ts";
import type { Clock } from "./clock.ts";
import type { DataDirectory } from "./data_directory.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";
import { SECRET_KEY } from "./mail_route.ts";
import { RegistryHistory, type RegistryHistoryEntry } from "./registry_history.ts";
import { type RegistryMoment, type RegistryReading, readingOf } from "./registry_reading.ts";
import type {
  RegistrySave,
  RegistrySaveRequest,
  RegistryWrite,
  TrialEnd,
} from "./registry_save.ts";
import { RuntimeFailure, translateWriteError } from "./runtime_failure.ts";
import type { SecretVault } from "./secret_vault.ts";
import type { SystemLog } from "./system_log.ts";
import { TrialFile } from "./trial_file.ts";
import { withLock } from "./with_lock.ts";

const REMOVAL: readonly RegistryAssignment[] = [[SECRET_KEY, ""]];

/** What a store works with. */
export interface RegistryStoreOptions {
  readonly directory: DataDirectory;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly vault: SecretVault;
  readonly log: SystemLog;
  readonly machineName: string;
  /** Who makes the changes that nobody else is named for. */
  readonly actor: string;
}

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

  readonly #history: RegistryHistory;
  readonly #trial: TrialFile;

  constructor(options: RegistryStoreOptions) {
    this.#options = options;
    const { directory, files } = options;
    this.#history = new RegistryHistory(directory.historyPath, files);
    this.#trial = new TrialFile(directory.trialPath, files);
  }

  async read(): Promise<RegistryReading> {
    return readingOf(this.#readDocument());
  }

  /** The text of the file, comments and all, without its secrets. */
  async text(): Promise<string> {
    return formatRegistryDocument(withoutSecrets(this.#readDocument()));
  }

  /** What was changed and by whom, newest first. */
  async history(): Promise<readonly RegistryHistoryEntry[]> {
    return await this.#history.read();
  }

  /** The registry and its history of one moment: no write is under way between the two. */
  async readWithHistory(): Promise<RegistryMoment> {
    const readBoth = async () => ({ ...(await this.read()), history: await this.history() });
    return await this.#underLock(readBoth);
  }

  /** The trial that runs. */
  async trial(): Promise<SettingsTrial | undefined> {
    return await this.#trial.read();
  }

  /** What `assign()` would answer, without writing anything. */
  async preview(assignments: readonly RegistryAssignment[]): Promise<RegistryWrite> {
    return this.#judge(this.#readDocument(), assignments);
  }

  /** What `save()` would answer, without writing anything. */
  async previewSave(request: RegistrySaveRequest): Promise<RegistrySave> {
    const sealed = request.secret
      ? [[SECRET_KEY, UNOPENED] as const]
      : request.secret === null
        ? REMOVAL
        : [];
    return await this.#judgeSave(this.#readDocument(), request, sealed);
  }

  /** Makes all assignments or none; an empty value removes a key. */
  async assign(assignments: readonly RegistryAssignment[]): Promise<RegistryWrite> {
    const judge = (document: RegistryDocument) => this.#judge(document, assignments);
    return await this.#write(this.#options.actor, judge);
  }

  /**
   * Makes all assignments or none, unless somebody else has changed what was seen; with
   * `trialSeconds` only until `settleTrial()` takes them back, if nobody confirms them.
   */
  async save(request: RegistrySaveRequest): Promise<RegistrySave> {
    const { secret, by = this.#options.actor, trialSeconds } = request;
    const sealed = secret
      ? [[SECRET_KEY, await this.#options.vault.seal(SECRET_KEY, secret)] as const]
      : secret === null
        ? REMOVAL
        : [];
    return await this.#write<RegistrySave>(by, async (document) => {
      const result = await this.#judgeSave(document, request, sealed);
      const isChange = result.kind === "written" && result.changes.length > 0;
      if (!isChange || trialSeconds === undefined) return result;
      const startedAtMs = this.#options.clock.nowMs();
      const times = { startedAtMs, expiresAtMs: startedAtMs + trialSeconds * 1000 };
      return { ...result, trial: { id: randomUUID(), by, ...times, changes: result.changes } };
    });
  }

  /** Seals a secret and stores it under a key of that kind. */
  async setSecret(key: string, secret: Secret): Promise<RegistryWrite> {
    const sealed = await this.#options.vault.seal(key, secret);
    return await this.#write(this.#options.actor, (document) =>
      writtenEdits(readRegistryDocument(document).apply([[key, sealed]]), []),
    );
  }

  /**
   * Confirms a trial, or takes it back. `undefined` when it is over, or another one runs.
   *
   * @throws {RuntimeFailure} As `assign()`
   */
  async endTrial(
    id: string,
    action: "confirm" | "roll-back",
    by: string,
  ): Promise<TrialEnd | undefined> {
    return await this.#underLock(async () => {
      const trial = await this.#trial.read();
      if (trial?.id !== id) return undefined;
      if (action === "roll-back") return await this.#rollBack(trial, by);
      await this.#trial.remove();
      const end: TrialEnd = { kind: "confirmed", trial, changes: [], kept: [] };
      await this.#options.log.append(trialEnded(end, by));
      return end;
    });
  }

  /** Takes a trial back whose time is over; `undefined` when none is. */
  async settleTrial(): Promise<TrialEnd | undefined> {
    const isOver = async () => {
      const trial = await this.#trial.read();
      return trial !== undefined && isTrialOver(trial, this.#options.clock.nowMs())
        ? trial
        : undefined;
    };
    if ((await isOver()) === undefined) return undefined;
    return await this.#underLock(async () => {
      // Somebody may have confirmed it while this waited.
      const trial = await isOver();
      return trial === undefined ? undefined : await this.#rollBack(trial, undefined);
    });
  }

  async #rollBack(trial: SettingsTrial, by: string | undefined): Promise<TrialEnd> {
    const document = this.#readDocument();
    const registry = readRegistryDocument(document);
    const { assignments, kept } = rollBackTrial(trial, registry);
    const { changes } = registry.apply(assignments);
    const author = by === undefined ? ROLLED_BACK : `${by} (${ROLLED_BACK})`;
    if (changes.length > 0) await this.#replace(document, changes, author);
    await this.#trial.remove();
    const end: TrialEnd = { kind: "rolled-back", trial, changes, kept };
    await this.#options.log.append(trialEnded(end, by));
    return end;
  }

  async #write<Result extends RegistrySave>(
    by: string,
    judge: (document: RegistryDocument) => Result | Promise<Result>,
  ): Promise<Result | Extract<RegistryWrite, { kind: "refused" }>> {
    return await this.#underLock(async () => {
      const document = this.#readDocument();
      const result = await judge(document);
      if (result.kind !== "written" || result.changes.length === 0) return result;
      const trial = "trial" in result ? result.trial : undefined;
      const write = () => this.#replace(document, result.changes, by);
      const problems = trial === undefined ? await write() : await this.#beginTrial(trial, write);
      return problems.length === 0 ? result : { kind: "refused", problems };
    });
  }

  async #beginTrial(
    trial: SettingsTrial,
    write: () => Promise<readonly Problem[]>,
  ): Promise<readonly Problem[]> {
    let isRunning = false;
    await this.#trial.write(trial);
    try {
      const problems = await write();
      isRunning = problems.length === 0;
      return problems;
    } finally {
      if (isRunning) await this.#options.log.append(trialBegun(trial));
      else await this.#trial.remove();
    }
  }

  /** Replaces the file, and tells history and log; problems when the file would be too large. */
  async #replace(
    document: RegistryDocument,
    changes: readonly RegistryChange[],
    by: string,
  ): Promise<readonly Problem[]> {
    const { directory, files, log, clock } = this.#options;
    const edited = editRegistryDocument(document, changes);
    if (!edited.complete) return edited.problems;
    const text = formatRegistryDocument(edited);
    try {
      await replaceFile(files, directory.registryPath, Buffer.from(text, "utf8"));
    } catch (error) {
      throw translateWriteError(directory.registryPath, error);
    }
    const failure = await this.#history.tryAdd({ atMs: clock.nowMs(), by, changes });
    if (failure !== undefined) await log.append({ event: "registry-history", text: failure });
    await log.appendAll(changes.map((change) => changeEvent(change, by)));
    return [];
  }

  async #underLock<Result>(work: () => Promise<Result>): Promise<Result> {
    return await withLock(this.#options.directory.registryLockPath, this.#options, work);
  }

  async #judgeSave(
    document: RegistryDocument,
    { assignments, was = [], trialSeconds }: RegistrySaveRequest,
    sealed: readonly RegistryAssignment[],
  ): Promise<RegistrySave> {
    const mismatches = findMismatches(readRegistryDocument(document), was);
    if (mismatches.length > 0) {
      const conflicts = mismatches.map(async (each) => ({
        ...each,
        by: await this.#history.authorOf(each.key, each.now),
      }));
      return { kind: "conflict", conflicts: await Promise.all(conflicts) };
    }
    const trial = trialSeconds === undefined ? undefined : await this.#trial.read();
    if (trial !== undefined) return { kind: "on-trial", trial };
    return this.#judge(document, [...assignments, ...sealed]);
  }

  #judge(document: RegistryDocument, given: readonly RegistryAssignment[]): RegistryWrite {
    return judgeAssignments(readRegistryDocument(document), given, this.#options.machineName);
  }

  #readDocument(): RegistryDocument {
    return readRegistryFile(this.#options.directory.registryPath);
  }
}
