import {
  type ConnectionPlan,
  INTERACTIVE_TIMEOUTS,
  type Secret,
  type SessionTimeouts,
} from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import { type ClockSighting, keepClockSighting, readClockSighting } from "./clock_sighting.ts";
import { type ComposedMessage, composeMessage, type OutgoingMessage } from "./compose_message.ts";
import type { DurableFiles } from "./durable_files.ts";
import { MailQueue } from "./mail_queue.ts";
import { openRoute, SECRET_KEY } from "./mail_route.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";
import type { PasswordHasher } from "./password_hasher.ts";
import { historyPath, PathHistories, placeOf, type SeenCertificate } from "./path_histories.ts";
import { planUnit, type UnitPlan } from "./plan_unit.ts";
import type { RegistryStore } from "./registry_store.ts";
import type { SecretVault } from "./secret_vault.ts";
import type { SendResult } from "./send_result.ts";
import type { DraftRefusal, DraftUnit, SettingsDraft } from "./settings_draft.ts";
import type { Rehearsal, RehearsalReport } from "./submission_driver.ts";
import type { SystemLog } from "./system_log.ts";
import { TokenStore } from "./token_store.ts";
import { UnitEvents } from "./unit_events.ts";
import { UserStore } from "./user_store.ts";
import { UsersFile } from "./users_file.ts";

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
    return await planUnit((await this.registry.read()).registry, this.#parts);
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
    // Loaded when it is needed: most commands open no connection.
    const { deliverNow } = await import("./deliver_now.ts");
    return await deliverNow(message, (await this.plan()).decision, this.#parts);
  }

  /**
   * Looks at the unit as it would be with settings that are not stored; they are never written.
   *
   * @throws {RuntimeFailure} If the registry cannot be read
   */
  async draft(draft: SettingsDraft): Promise<DraftUnit | DraftRefusal> {
    const { openDraft } = await import("./settings_draft.ts");
    return await openDraft(draft, this.#parts);
  }

  /** How the clock stood when a check last asked a time server. */
  async clockSighting(): Promise<ClockSighting | undefined> {
    return await readClockSighting(this);
  }

  /** Keeps how the clock stands against a time server. */
  async noteClock(sighting: ClockSighting): Promise<void> {
    await keepClockSighting(this.#parts, sighting);
  }

  /** The certificate that the configured server last showed, where it is known. */
  async certificate(): Promise<SeenCertificate | undefined> {
    const { host, port } = (await this.plan()).settings;
    if (host === undefined || port === undefined) return undefined;
    const histories = new PathHistories({ ...this.#parts, path: historyPath(this.home) });
    return (await histories.read(placeOf(host.text, port)))?.certificate;
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
}
