import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type EmailAddress,
  type EnvelopeParameters,
  type MessageOrigin,
  type PlanDecision,
  queueTimeouts,
  RETRY_TIMETABLE,
  type SessionTimeouts,
} from "@fieldpost/core";
import { commandMessage, type QueueCommand, type QueueCommandResult } from "./_command_message.ts";
import { QueuePolicy, type QueuePolicyOptions } from "./_queue_policy.ts";
import { AttemptRecords } from "./attempt_records.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { findEnded, openContent, stemOf } from "./ended_message.ts";
import { type MailRoute, openRoute } from "./mail_route.ts";
import type { ExplainedPath, MessageStory } from "./message_story.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";
import { readPathState, writePathState } from "./path_state.ts";
import { QueueListing } from "./queue_listing.ts";
import type { QueuePass, QueuePassOptions, QueuePassReport } from "./queue_pass.ts";
import { type EndedMessage, type QueuedMessageDetail, queuedMessage } from "./queued_message.ts";
import { readMask } from "./read_mask.ts";
import type { SecretVault } from "./secret_vault.ts";
import { Spool } from "./spool.ts";

/** A message for the queue with its envelope; a `ComposedMessage` is one. */
export interface QueueSubmission {
  /** `null` is the null sender. */
  readonly sender: EmailAddress | null;
  /** At least one. */
  readonly recipients: readonly EmailAddress[];
  readonly messageId: string;
  /** CRLF line ends; what comes in pieces is never held in memory as a whole. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** Urgent messages go first, and over a connection that is kept for them. @default {"normal"} */
  readonly priority?: "urgent" | "normal";
  /** How long it is tried, where it is less than `Queue/GiveUpAfter`. */
  readonly giveUpAfterMs?: number | undefined;
  /** What the sender wants to be told, and how the message may travel. */
  readonly parameters?: EnvelopeParameters | undefined;
  /** What hands it over. */
  readonly origin?: MessageOrigin | undefined;
}

/** What a run answers: the pass, or why there was none. */
export type QueueRun =
  | { readonly kind: "refused"; readonly decision: PlanDecision }
  | { readonly kind: "ran"; readonly report: QueuePassReport };

/** How a run can be ended before its time. */
export type QueueRunOptions = Pick<QueuePassOptions, "signal" | "stop">;

export type { QueueCommand, QueueCommandResult };

/** What a queue works with. */
export interface MailQueueOptions extends QueuePolicyOptions {
  readonly home: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly vault: SecretVault;
  /** How to connect, as it is decided now. */
  readonly decide: () => Promise<PlanDecision>;
  /** @default {Math.random} */
  readonly dice?: () => number;
  readonly timeouts?: SessionTimeouts;
  /** Waits; ends early, and does not throw, when the signal comes. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
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
  readonly #policy: QueuePolicy;
  #spool: Spool | undefined;

  constructor(options: MailQueueOptions) {
    this.#options = options;
    this.#policy = new QueuePolicy(options);
  }

  /**
   * Accepts a message. When this has resolved, it survives a power failure.
   *
   * @returns Its name in the queue.
   * @throws {RuntimeFailure} If the disk refuses; then nothing was accepted
   */
  async accept(message: QueueSubmission): Promise<string> {
    const spool = this.#open();
    const { messageId, content, priority, giveUpAfterMs, parameters, origin } = message;
    return await spool.accept({
      sender: message.sender?.text ?? null,
      recipients: message.recipients.map(({ text }) => text),
      ...{ messageId, content },
      ...(priority === "urgent" ? { priority } : {}),
      ...(giveUpAfterMs === undefined ? {} : { giveUpAfterMs }),
      ...(parameters === undefined ? {} : { parameters }),
      ...(origin === undefined ? {} : { origin }),
    });
  }

  /** What is in the queue, oldest first. */
  async *list(): AsyncGenerator<QueuedMessageDetail> {
    const spool = this.#open();
    const clean = await readMask(this.#options);
    const sending = await spool.sending();
    for (const name of await spool.names()) {
      for (const each of await spool.describe(name, clean)) {
        const { phase } = each.status;
        if (phase === "waiting" || phase === "held") yield queuedMessage(each, sending);
      }
    }
  }

  /** Lists of the queue for people who look at it again and again; keep it, it remembers. */
  async listing(): Promise<QueueListing> {
    const readClean = () => readMask(this.#options);
    return new QueueListing(this.#open(), { path: this.#spoolPath, readClean });
  }

  /** One message of the queue with its journal; `undefined` when it is not there any more. */
  async find(message: string): Promise<QueuedMessageDetail | undefined> {
    const spool = this.#open();
    const name = await nameOf(spool, message);
    const clean = await readMask(this.#options);
    const messages = name === undefined ? [] : await spool.describe(name, clean);
    const found = messages.find(({ record }) => record.header.message === message);
    return found === undefined ? undefined : queuedMessage(found, await spool.sending());
  }

  /** A message that has left the queue; `undefined` when nothing is known of it. */
  async findEnded(message: string): Promise<EndedMessage | undefined> {
    this.#open();
    return await findEnded(this.#spoolPath, message);
  }

  /**
   * Tells everything that is known of a message: how it stands, what happened to it, what was said and
   * what that means. `undefined` when nothing is known of it.
   */
  async story(message: string): Promise<MessageStory | undefined> {
    const told = (await this.find(message)) ?? (await this.findEnded(message));
    if (told === undefined) return undefined;
    const decision = await this.#options.decide();
    const path = await this.#pathState(decision);
    const nowMs = this.#options.clock.nowMs();
    const { tellStory } = await import("./message_story.ts");
    return await tellStory(told, { attempts: this.#attempts(), decision, path, nowMs });
  }

  /**
   * Reads the content of a message that is in the queue or has failed, as it was accepted.
   *
   * @returns `undefined` when there is none any more; a piece is only good until the next one
   */
  async content(message: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    this.#open();
    return await openContent(this.#spoolPath, message);
  }

  /** Forgets what keeps the queue from sending: the next run tries the path again. */
  async retryPath(): Promise<void> {
    this.#open();
    await writePathState(this.#pathStatePath, undefined, this.#options.files);
  }

  /** Holds, releases or deletes a message, durably. */
  async command(message: string, command: QueueCommand): Promise<QueueCommandResult> {
    const spool = this.#open();
    const name = await nameOf(spool, message);
    if (name === undefined) return "unknown";
    const file = await spool.claim(name);
    if (file === undefined) return "busy";
    try {
      return await commandMessage(file, message, command);
    } finally {
      await file.release();
    }
  }

  /** What keeps the queue from sending, when something does: one state for the path. */
  async pathState(): Promise<ExplainedPath | undefined> {
    return await this.#pathState(await this.#options.decide());
  }

  async #pathState({ plan }: PlanDecision): Promise<ExplainedPath | undefined> {
    if (plan === undefined) return undefined;
    const route = await openRoute(plan, this.#options);
    const state = await readPathState(this.#pathStatePath, route.fingerprint);
    if (state === undefined || state.suspects !== undefined) return undefined;
    const nowMs = this.#options.clock.nowMs();
    const { explainPath } = await import("./message_story.ts");
    return await explainPath(state, { attempts: this.#attempts(), plan, nowMs });
  }

  #attempts(): AttemptRecords {
    return new AttemptRecords(this.#spoolPath, this.#options);
  }

  /**
   * Makes one pass: every message that is due gets one attempt.
   *
   * `stop` lets what is under way finish and begins nothing more; `signal` cuts it off.
   *
   * @throws {RuntimeFailure} If the registry, the secret or the CA file cannot be read; nothing was
   *   attempted then
   */
  async run(options: QueueRunOptions = {}): Promise<QueueRun> {
    const decision = await this.#options.decide();
    if (decision.plan === undefined) return { kind: "refused", decision };
    const route = await openRoute(decision.plan, this.#options);
    const report = await this.#pass(route, options).then((pass) => pass.run());
    return { kind: "ran", report };
  }

  async #pass(route: MailRoute, signals: QueueRunOptions): Promise<QueuePass> {
    const { files, clock, log, dice = Math.random } = this.#options;
    const { timeouts = queueTimeouts(route.history) } = this.#options;
    // Loaded when it is needed: to accept a message takes no network, and no catalogue of failures.
    const { QueuePass } = await import("./queue_pass.ts");
    return new QueuePass({
      ...{ route, files, clock, log, timeouts, dice, ...signals },
      ...(await this.#policy.read(route)),
      spool: this.#open(),
      pathStatePath: this.#pathStatePath,
      attempts: this.#attempts(),
      crypto: nodeSaslCrypto,
      wait: this.#options.wait ?? waitQuietly,
    });
  }

  get #pathStatePath(): string {
    return join(this.#spoolPath, "path.json");
  }

  get #spoolPath(): string {
    return join(this.#options.home, "spool");
  }

  #open(): Spool {
    const { files, clock, log } = this.#options;
    const { uncertainDelayMs } = RETRY_TIMETABLE;
    const path = this.#spoolPath;
    const readClean = () => readMask(this.#options);
    this.#spool ??= Spool.open({ path, files, clock, log, uncertainDelayMs, readMask: readClean });
    return this.#spool;
  }
}

/** The name of a message begins with that of its file. */
async function nameOf(spool: Spool, message: string): Promise<string | undefined> {
  return (await spool.names()).find((name) => name.startsWith(`${stemOf(message)}_`));
}

async function waitQuietly(ms: number, signal: AbortSignal): Promise<void> {
  // Told to end while it waits: that is no failure.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
