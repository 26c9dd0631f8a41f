import { join } from "node:path";
import {
  type JournalEntry,
  type MessageStatus,
  type PlanDecision,
  QUEUE_TIMEOUTS,
  RETRY_TIMETABLE,
  type RetryTimetable,
  type SessionTimeouts,
} from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import type { ComposedMessage } from "./compose_message.ts";
import type { DurableFiles } from "./durable_files.ts";
import { type MailRoute, openRoute } from "./mail_route.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";
import { type PathState, readPathState } from "./path_state.ts";
import { QueuePass, type QueuePassReport } from "./queue_pass.ts";
import type { RegistryStore } from "./registry_store.ts";
import type { SecretVault } from "./secret_vault.ts";
import { type ClaimedFile, Spool } from "./spool.ts";
import type { SystemLog } from "./system_log.ts";

/** Connections that a pass opens at once; few providers allow a device more. */
export const QUEUE_CONNECTIONS = 2;

/** One message of the queue as a person wants to see it. */
export interface QueuedMessage {
  /** Its name in the queue. */
  readonly message: string;
  readonly acceptedAtMs: number;
  readonly sender: string | null;
  readonly messageId: string;
  readonly sizeBytes: number;
  readonly status: MessageStatus;
}

/** A message with everything that has happened to it. */
export interface QueuedMessageDetail extends QueuedMessage {
  readonly journal: readonly JournalEntry[];
}

/** What a run answers: the pass, or why there was none. */
export type QueueRun =
  | { readonly kind: "refused"; readonly decision: PlanDecision }
  | { readonly kind: "ran"; readonly report: QueuePassReport };

/** What a person can do to a message: hold it, let it go on at once, or take it out. */
export type QueueCommand = "hold" | "release" | "delete";

/** What became of a command: `busy` means that it is being delivered at this moment. */
export type QueueCommandResult = "done" | "unknown" | "busy" | "over";

/** What a queue works with. */
export interface MailQueueOptions {
  readonly home: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly registry: RegistryStore;
  readonly vault: SecretVault;
  /** How to connect, as it is decided now. */
  readonly decide: () => Promise<PlanDecision>;
  /** @default {Math.random} */
  readonly dice?: () => number;
  readonly timeouts?: SessionTimeouts;
  readonly timetable?: RetryTimetable;
}

/**
 * The durable queue of a unit: what it has accepted is delivered, reported failed, or still there.
 *
 * Several processes may accept and deliver at once. Commands on a message wait for nobody: a message
 * that is being delivered at this moment answers `busy`.
 *
 * @example A message is kept while the settings cannot work
 * ```ts
 * import { parseEmailAddress } from "@fieldpost/core";
 * import { openFieldpost, toAscii } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const mailbox = { name: undefined, address: parseEmailAddress("unit7@example.com", toAscii) };
 * const composed = await unit.compose({ from: mailbox, to: [mailbox], subject: "Boot" });
 * const message = await unit.queue.accept(composed);
 * assert.equal((await unit.queue.run()).kind, "refused");
 * assert.equal((await unit.queue.find(message))?.status.phase, "waiting");
 * await rm(home, { recursive: true });
 * ```
 */
export class MailQueue {
  readonly #options: MailQueueOptions;
  #spool: Promise<Spool> | undefined;

  constructor(options: MailQueueOptions) {
    this.#options = options;
  }

  /**
   * Accepts a message. When this has resolved, it survives a power failure.
   *
   * @returns Its name in the queue.
   * @throws {RuntimeFailure} If the disk refuses; then nothing was accepted
   */
  async accept(message: ComposedMessage): Promise<string> {
    const spool = await this.#open();
    return await spool.accept({
      sender: message.sender?.text ?? null,
      recipients: message.recipients.map(({ text }) => text),
      messageId: message.messageId,
      content: message.content,
    });
  }

  /** What is in the queue, oldest first. */
  async *list(): AsyncGenerator<QueuedMessage> {
    const spool = await this.#open();
    for (const name of await spool.names()) {
      for (const { record, status } of (await spool.read(name))?.messages ?? []) {
        if (status.phase !== "waiting" && status.phase !== "held") continue;
        const { header, contentBytes: sizeBytes } = record;
        const { message, acceptedAtMs, sender, messageId } = header;
        yield { message, acceptedAtMs, sender, messageId, sizeBytes, status };
      }
    }
  }

  /** One message of the queue with its journal; `undefined` when it is not there any more. */
  async find(message: string): Promise<QueuedMessageDetail | undefined> {
    const spool = await this.#open();
    const name = await nameOf(spool, message);
    const file = name === undefined ? undefined : await spool.read(name);
    const found = file?.messages.find(({ record }) => record.header.message === message);
    if (file === undefined || found === undefined) return undefined;
    const { header, contentBytes: sizeBytes } = found.record;
    const journal = file.entries.filter((entry) => entry.message === message);
    const { acceptedAtMs, sender, messageId } = header;
    return { message, acceptedAtMs, sender, messageId, sizeBytes, status: found.status, journal };
  }

  /** Holds, releases or deletes a message, durably. */
  async command(message: string, command: QueueCommand): Promise<QueueCommandResult> {
    const spool = await this.#open();
    const name = await nameOf(spool, message);
    if (name === undefined) return "unknown";
    const file = await spool.claim(name);
    if (file === undefined) return "busy";
    try {
      return await write(file, message, command);
    } finally {
      const isOver = file
        .statuses()
        .every(({ phase }) => phase === "finished" || phase === "deleted");
      await file.release();
      if (isOver) await spool.sweep([file.name]);
    }
  }

  /** What keeps the queue from sending, when something does: one state for the path. */
  async pathState(): Promise<PathState | undefined> {
    const { plan } = await this.#options.decide();
    if (plan === undefined) return undefined;
    const route = await openRoute(plan, this.#options);
    return await readPathState(this.#pathStatePath, route.fingerprint);
  }

  /**
   * Makes one pass: every message that is due gets one attempt.
   *
   * @throws {RuntimeFailure} If the registry, the secret or the CA file cannot be read; nothing was
   *   attempted then
   */
  async run(options: { readonly signal?: AbortSignal } = {}): Promise<QueueRun> {
    const decision = await this.#options.decide();
    if (decision.plan === undefined) return { kind: "refused", decision };
    const route = await openRoute(decision.plan, this.#options);
    const report = await this.#pass(route, options.signal).then((pass) => pass.run());
    return { kind: "ran", report };
  }

  async #pass(route: MailRoute, signal: AbortSignal | undefined): Promise<QueuePass> {
    const { files, clock, log, timeouts = QUEUE_TIMEOUTS, dice = Math.random } = this.#options;
    return new QueuePass({
      ...{ route, files, clock, log, timeouts, dice, signal },
      spool: await this.#open(),
      timetable: this.#timetable,
      pathStatePath: this.#pathStatePath,
      crypto: nodeSaslCrypto,
      connections: QUEUE_CONNECTIONS,
    });
  }

  get #timetable(): RetryTimetable {
    return this.#options.timetable ?? RETRY_TIMETABLE;
  }

  get #pathStatePath(): string {
    return join(this.#options.home, "spool", "path.json");
  }

  #open(): Promise<Spool> {
    const { home, files, clock, log } = this.#options;
    const { uncertainDelayMs } = this.#timetable;
    this.#spool ??= Spool.open({ path: join(home, "spool"), files, clock, log, uncertainDelayMs });
    return this.#spool;
  }
}

/** The name of a message begins with that of its file. */
async function nameOf(spool: Spool, message: string): Promise<string | undefined> {
  const stem = message.split("-")[0] ?? "";
  return (await spool.names()).find((name) => name.startsWith(`${stem}_`));
}

async function write(
  file: ClaimedFile,
  message: string,
  command: QueueCommand,
): Promise<QueueCommandResult> {
  const at = file.messages.findIndex(({ record }) => record.header.message === message);
  const status = file.statuses()[at];
  if (status === undefined) return "unknown";
  if (status.phase === "finished" || status.phase === "deleted") return "over";
  if (command === "hold") await file.journal(message, { kind: "held", why: "held by hand" });
  if (command === "release") await file.journal(message, { kind: "released" });
  if (command === "delete") await file.journal(message, { kind: "deleted" });
  return "done";
}
