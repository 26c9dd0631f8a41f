import {
  type ConnectionPlan,
  type Diagnosis,
  describeOutcome,
  INTERACTIVE_TIMEOUTS,
  lastWordsOf,
  type MailSettings,
  type PlanDecision,
  type Problem,
  type Protection,
  planConnection,
  type RecipientOutcome,
  readMailSettings,
  type Secret,
  type SessionTimeouts,
  type TranscriptLine,
} from "@fieldpost/core";
import { type Clock, isPlausible } from "./clock.ts";
import { type ComposedMessage, composeMessage, type OutgoingMessage } from "./compose_message.ts";
import type { DurableFiles } from "./durable_files.ts";
import { logOutcome } from "./log_outcome.ts";
import { MailQueue } from "./mail_queue.ts";
import { openRoute, SECRET_KEY } from "./mail_route.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";
import type { PasswordHasher } from "./password_hasher.ts";
import type { RegistryStore } from "./registry_store.ts";
import type { SecretVault } from "./secret_vault.ts";
import type { Rehearsal, RehearsalReport } from "./submission_driver.ts";
import type { SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";
import { TokenStore } from "./token_store.ts";
import { UnitEvents } from "./unit_events.ts";
import { UserStore } from "./user_store.ts";
import { UsersFile } from "./users_file.ts";

/** The settings of a unit, what is wrong with them, and how it would connect. */
export interface UnitPlan {
  readonly settings: MailSettings;
  readonly problems: readonly Problem[];
  readonly decision: PlanDecision;
}

/** What became of `sendNow()`. */
export type SendResult =
  | { readonly kind: "refused"; readonly decision: PlanDecision }
  | {
      readonly kind: "sent";
      readonly messageId: string;
      readonly recipients: readonly RecipientResult[];
      readonly protection: Protection;
      readonly transcript: readonly TranscriptLine[];
    };

/** One recipient's outcome with what it means and what the server said last. */
export interface RecipientResult extends RecipientOutcome {
  readonly meaning: string;
  readonly lastWords: string | undefined;
  /** The best explanation that the failure catalogue has; `undefined` when it has none. */
  readonly diagnosis: Diagnosis | undefined;
}

/** What a unit is made from. */
export interface FieldpostParts {
  readonly registry: RegistryStore;
  readonly vault: SecretVault;
  readonly log: SystemLog;
  readonly clock: Clock;
  readonly files: DurableFiles;
  readonly home: string;
  readonly machineName: string;
  readonly timeouts?: SessionTimeouts;
  readonly hasher?: PasswordHasher;
}

/**
 * One unit: its registry, its secrets, its log, and sending. What every adapter works with.
 *
 * A message that must not be lost goes into the `queue`; `sendNow()` delivers while the caller waits.
 *
 * @example What keeps a new unit from sending
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const { decision } = await unit.plan();
 * assert.deepEqual(
 *   decision.refusals.map(({ key }) => key),
 *   ["IpConfig/MailHost", "IpConfig/EmailAddress"],
 * );
 * await rm(home, { recursive: true });
 * ```
 */
export class Fieldpost {
  readonly registry: RegistryStore;
  readonly log: SystemLog;
  readonly queue: MailQueue;
  readonly events: UnitEvents;
  /** Who may use the pages. */
  readonly users: UserStore;
  /** What programs may use instead of a login. */
  readonly tokens: TokenStore;
  readonly clock: Clock;
  /** The data directory. */
  readonly home: string;
  /** The host name of the machine, which an unset `IpConfig/HostName` means. */
  readonly machineName: string;
  readonly #parts: FieldpostParts;

  constructor(parts: FieldpostParts) {
    this.#parts = parts;
    this.registry = parts.registry;
    this.log = parts.log;
    const file = new UsersFile(parts);
    this.users = new UserStore(file, parts.hasher);
    this.tokens = new TokenStore(file);
    this.clock = parts.clock;
    this.home = parts.home;
    this.machineName = parts.machineName;
    const decide = async () => (await this.plan()).decision;
    this.queue = new MailQueue({ ...parts, decide });
    this.events = new UnitEvents({
      ...parts,
      queue: this.queue,
      plan: () => this.plan(),
      compose: (message) => this.compose(message),
    });
  }

  /** Reads the settings and decides how to connect; nothing is sent. */
  async plan(): Promise<UnitPlan> {
    const { registry } = await this.registry.read();
    const { machineName, clock } = this.#parts;
    const { settings, problems } = readMailSettings(registry, { toAscii, machineName });
    const clockIsPlausible = isPlausible(clock);
    return {
      settings,
      problems,
      decision: planConnection({ settings, problems, clockIsPlausible }),
    };
  }

  /** Stores the secret of the mail account, sealed. */
  async setSecret(secret: Secret): Promise<void> {
    await this.registry.setSecret(SECRET_KEY, secret);
  }

  /** Fixes every octet of a message, its Message-ID and Date included. */
  async compose(message: OutgoingMessage): Promise<ComposedMessage> {
    return await composeMessage(message, this.#parts.clock);
  }

  /** Composes a message and delivers it while the caller waits. */
  async sendNow(message: OutgoingMessage): Promise<SendResult> {
    return await this.deliver(await this.compose(message));
  }

  /**
   * Makes one attempt to deliver a composed message, by the plan as it is now.
   *
   * @throws {RuntimeFailure} If the registry, the secret or the CA file cannot be read; nothing was
   *   sent then
   */
  async deliver(message: ComposedMessage): Promise<SendResult> {
    const { decision } = await this.plan();
    const { plan } = decision;
    if (plan === undefined) {
      await this.#logRefusal(decision);
      return { kind: "refused", decision };
    }
    const { timeouts = INTERACTIVE_TIMEOUTS } = this.#parts;
    // Loaded when it is needed: most commands open no connection.
    const { submit } = await import("./submission_driver.ts");
    const report = await submit({
      ...(await openRoute(plan, this.#parts)),
      transaction: {
        sender: message.sender,
        recipients: message.recipients,
        content: { sizeBytes: message.content.length, eightBit: message.eightBit },
        parameters: message.parameters,
      },
      content: message.content,
      timeouts,
      crypto: nodeSaslCrypto,
      clock: this.#parts.clock,
    });
    const { protection, transcript } = report;
    const { diagnoseDelivery } = await import("./diagnose_delivery.ts");
    const explain = await diagnoseDelivery({
      plan,
      transcript,
      verdicts: report.recipients.map(({ verdict }) => verdict),
      from: message.sender?.text,
      nowMs: this.#parts.clock.nowMs(),
      greetingLimitMs: timeouts.greeting,
    });
    const context = { host: plan.host.text, port: plan.port, username: plan.username };
    const recipients = report.recipients.map(
      (outcome): RecipientResult => ({
        ...outcome,
        meaning: describeOutcome(outcome.verdict, context),
        lastWords: lastWordsOf(outcome.verdict),
        diagnosis: explain(outcome.verdict),
      }),
    );
    for (const result of recipients)
      await logOutcome(this.log, { messageId: message.messageId, ...result, protection });
    return { kind: "sent", messageId: message.messageId, recipients, protection, transcript };
  }

  /**
   * Opens a connection as for mail, up to EHLO or with the login, and ends it. No mail leaves, and up
   * to EHLO the secret is not even opened.
   *
   * @throws {RuntimeFailure} If the secret or the CA file cannot be read
   */
  async rehearse(
    plan: ConnectionPlan,
    options: Pick<Rehearsal, "until" | "signal">,
  ): Promise<RehearsalReport> {
    const needed = options.until === "login" ? plan : { ...plan, username: undefined };
    const { rehearse } = await import("./submission_driver.ts");
    return await rehearse({
      ...(await openRoute(needed, this.#parts)),
      plan,
      ...options,
      timeouts: this.#parts.timeouts ?? INTERACTIVE_TIMEOUTS,
      crypto: nodeSaslCrypto,
      clock: this.#parts.clock,
    });
  }

  async #logRefusal(decision: PlanDecision): Promise<void> {
    for (const { rule, code, key, message } of decision.refusals) {
      const facts = { rule, code, key };
      await this.log.append({ event: "mail-refused", text: `Email refused: ${message}`, facts });
    }
  }
}
