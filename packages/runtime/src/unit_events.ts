import { join, resolve } from "node:path";
import {
  decideEvent,
  describeProblem,
  type EventLine,
  type EventRules,
  type EventRulesReading,
  formatEventLine,
  isEventName,
  isEventValueName,
  isWarning,
  readEventRules,
  settleEvent,
  unitNameOf,
} from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import type { ComposedMessage, OutgoingMessage } from "./compose_message.ts";
import type { DurableFiles } from "./durable_files.ts";
import { type EventMail, writeEventMail } from "./event_mail.ts";
import { EventStore, type HeldEvent } from "./event_store.ts";
import type { MailQueue } from "./mail_queue.ts";
import type { UnitPlan } from "./plan_unit.ts";
import type {
  EventsReport,
  KeptBy,
  RaiseOptions,
  RaiseResult,
  UnitEventState,
} from "./raise_result.ts";
import type { RegistryStore } from "./registry_store.ts";
import { type RuntimeErrorCode, RuntimeFailure } from "./runtime_failure.ts";
import type { SystemLog } from "./system_log.ts";

/** What events work with. */
export interface UnitEventsOptions {
  readonly home: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly registry: RegistryStore;
  readonly queue: MailQueue;
  readonly machineName: string;
  readonly plan: () => Promise<UnitPlan>;
  readonly compose: (message: OutgoingMessage) => Promise<ComposedMessage>;
}

/**
 * The events of a unit: `Events/On<Name>` says whether one is mailed, from which block, and how long
 * it has to be quiet in between.
 *
 * Raising is durable: what has been raised is in the journal of its event before anything else
 * happens, and leaves it when a message with it is in the queue. Killed just between the two, the
 * message is queued once more. Any process may raise; digests are sent by whoever looks next, which
 * is `serve` or the next event.
 *
 * @example An event that is only noted
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * assert.deepEqual(await unit.events.raise("Alarm", { values: { level: "80" } }), { kind: "noted" });
 * await unit.registry.assign([["Events/OnAlarm/Email", "enabled"]]);
 * assert.equal((await unit.events.raise("Alarm")).kind, "kept"); // no sender is set yet
 * await unit.registry.assign([["IpConfig/EmailAddress", "unit7@example.com"]]);
 * assert.equal((await unit.events.settle()).mailed.length, 1);
 * await rm(home, { recursive: true });
 * ```
 */
export class UnitEvents {
  readonly #options: UnitEventsOptions;
  readonly #store: EventStore;
  /** Why events are kept, as the log was last told. */
  readonly #keptWhy = new Map<string, string>();

  constructor(options: UnitEventsOptions) {
    this.#options = options;
    const { home, files, clock } = options;
    this.#store = new EventStore({ path: join(home, "events"), files, clock });
  }

  /**
   * Raises an event.
   *
   * @throws {RangeError} If the name, or that of a value, is none
   * @throws {RuntimeFailure} If the disk refuses; then it is in the log at most
   */
  async raise(event: string, options: RaiseOptions = {}): Promise<RaiseResult> {
    const line = this.#lineOf(event, options);
    const { clock, log } = this.#options;
    const facts = { event, values: line.values };
    const text = `Event On${formatEventLine(event, line)}`;
    await log.append({ event: "event", text, facts });
    if (!(await this.#isPerhapsMailed(event))) return { kind: "noted" };
    return await this.#store.hold(event, async (held) => {
      // Others may have held the event meanwhile: what a digest tells is in order.
      const state = await held.raise({ ...line, atMs: clock.nowMs() });
      return await this.#settleOrKeep(event, { ...held, state }, clock.nowMs());
    });
  }

  /** How every event stands that has a setting or was ever raised, and `Boot`; by name. */
  async states(): Promise<readonly UnitEventState[]> {
    const { registry } = await this.#options.registry.read();
    const set = registry.list("Events").nodes.flatMap((node) => /^on(.+)$/i.exec(node)?.[1] ?? []);
    const raised = await this.#store.names();
    const spelled = new Map(["Boot", ...raised, ...set].map((name) => [name.toLowerCase(), name]));
    const names = [...spelled.values()].filter(isEventName).sort();
    return await Promise.all(
      names.map(async (name) => {
        const { waiting, lastMailedAtMs } = await this.#store.read(name);
        const { rules } = readEventRules(registry, name);
        return { name, rules, collected: waiting.length, lastMailedAtMs };
      }),
    );
  }

  /**
   * Mails every digest that is due; one event that cannot be mailed does not stop the others.
   *
   * @throws {RuntimeFailure} If the registry cannot be read
   */
  async settle(): Promise<EventsReport> {
    const { clock } = this.#options;
    const mailed: EventsReport["mailed"][number][] = [];
    const kept: EventsReport["kept"][number][] = [];
    let nextAtMs: number | undefined;
    for (const name of await this.#store.names()) {
      const event = await this.#spellingOf(name);
      const result = await this.#settleOne(event, clock.nowMs());
      if (result?.kind === "mailed") mailed.push({ event, ...result });
      if (result?.kind === "kept") kept.push({ event, why: result.why, by: result.by });
      if (result?.kind === "collected") nextAtMs = Math.min(result.untilMs, nextAtMs ?? Infinity);
    }
    return { mailed, kept, nextAtMs };
  }

  async #settleOne(event: string, nowMs: number): Promise<RaiseResult | undefined> {
    const rules = await this.#rulesOf(event);
    const seen = decideEvent(await this.#store.read(event), rules, nowMs);
    if (seen.kind === "nothing") return undefined;
    if (seen.kind === "wait") return { kind: "collected", lines: 0, untilMs: seen.untilMs };
    try {
      return await this.#store.hold(event, (held) => this.#settleOrKeep(event, held, nowMs));
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      return { kind: "kept", lines: seen.lines.length, why: error.message, by: "disk" };
    }
  }

  /** What is in the journal stays there, whatever keeps it from being mailed. */
  async #settleOrKeep(event: string, held: HeldEvent, nowMs: number): Promise<RaiseResult> {
    try {
      return await this.#settleHeld(event, held, nowMs);
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      const by = SETTINGS_FAILURES.has(error.code) ? "settings" : "disk";
      return await this.#keep(event, { count: held.state.waiting.length, why: error.message, by });
    }
  }

  async #settleHeld(event: string, held: HeldEvent, nowMs: number): Promise<RaiseResult> {
    const rules = await this.#rulesOf(event);
    const decision = decideEvent(held.state, rules, nowMs);
    const count = held.state.waiting.length;
    switch (decision.kind) {
      case "nothing":
        return { kind: "noted" };
      case "wait":
        return { kind: "collected", lines: count, untilMs: decision.untilMs };
      case "drop": {
        await held.replace(settleEvent(held.state, { count, mailedAtMs: undefined }));
        const text = `Event On${event}: ${count} lines are not mailed, its Email is disabled`;
        await this.#options.log.append({ event: "event-dropped", text, facts: { event, count } });
        return { kind: "noted" };
      }
      case "mail":
        return await this.#mail(event, { held, rules, lines: decision.lines, nowMs });
    }
  }

  async #mail(event: string, work: EventWork): Promise<RaiseResult> {
    const { held, lines, nowMs } = work;
    const { log, queue, compose } = this.#options;
    const count = lines.length;
    const written = await this.#write(event, work);
    if (written.kind === "impossible") {
      return await this.#keep(event, { count, why: written.why, by: "settings" });
    }
    const composed = await compose(written.message);
    const origin = { kind: "event", name: event } as const;
    const message = await queue.accept({ ...composed, priority: "urgent", origin });
    const forgotten = await this.#forget(held, { count, mailedAtMs: nowMs });
    this.#keptWhy.delete(event.toLowerCase());
    const { problems } = await this.#readRules(event);
    const wrong = problems.filter((problem) => !isWarning(problem)).map(describeProblem);
    const warnings = [...wrong, ...written.warnings, ...forgotten];
    for (const warning of warnings) {
      const text = `Event On${event}: ${warning}`;
      await log.append({ event: "event-warning", text, facts: { event, warning } });
    }
    const text = `Email about On${event} queued: ${count === 1 ? "1 line" : `${count} lines`}`;
    await log.append({ event: "event-mail", text, facts: { event, message, count } });
    return { kind: "mailed", message, lines: count, warnings };
  }

  /** The message is in the queue: a journal that cannot be written now takes that not back. */
  async #forget(
    held: HeldEvent,
    settled: { readonly count: number; readonly mailedAtMs: number },
  ): Promise<readonly string[]> {
    try {
      await held.replace(settleEvent(held.state, settled));
      return [];
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      return [`It will be mailed once more: ${error.message}`];
    }
  }

  async #write(event: string, { rules, lines }: EventWork): Promise<EventMail> {
    const { plan, machineName, registry: store } = this.#options;
    const { settings } = await plan();
    const { registry } = await store.read();
    const unitName = unitNameOf(registry, machineName);
    return await writeEventMail({ event, rules, lines, registry, settings, unitName });
  }

  async #keep(
    event: string,
    kept: { readonly count: number; readonly why: string; readonly by: KeptBy },
  ): Promise<RaiseResult> {
    const { count: lines, why, by } = kept;
    const name = event.toLowerCase();
    if (this.#keptWhy.get(name) === why) return { kind: "kept", lines, why, by };
    this.#keptWhy.set(name, why);
    const text = `Event On${event} is kept and not mailed: ${why}`;
    await this.#options.log.append({ event: "event-kept", text, facts: { event, lines, by } });
    return { kind: "kept", lines, why, by };
  }

  #lineOf(event: string, options: RaiseOptions): EventLine {
    const { values = {}, attachments = [], isUrgent = false } = options;
    const bad = Object.keys(values).find((name) => !isEventValueName(name));
    if (!isEventName(event) || bad !== undefined) {
      const what = bad === undefined ? "its name" : "the name of a value";
      throw new RangeError(
        `Cannot raise the event: ${what} is none, letters, digits, - and _ are accepted`,
      );
    }
    const atMs = this.#options.clock.nowMs();
    return { atMs, values, attachments: attachments.map((path) => resolve(path)), isUrgent };
  }

  /** A registry that cannot be read keeps no event from its journal. */
  async #isPerhapsMailed(event: string): Promise<boolean> {
    try {
      const { isMailed } = await this.#rulesOf(event);
      return isMailed || (await this.#store.read(event)).waiting.length > 0;
    } catch (error) {
      if (error instanceof RuntimeFailure) return true;
      throw error;
    }
  }

  async #rulesOf(event: string): Promise<EventRules> {
    return (await this.#readRules(event)).rules;
  }

  async #readRules(event: string): Promise<EventRulesReading> {
    const { registry } = await this.#options.registry.read();
    return readEventRules(registry, event);
  }

  /** Journals are named in lower case; people are told the name as the registry spells it. */
  async #spellingOf(name: string): Promise<string> {
    const { registry } = await this.#options.registry.read();
    const key = registry.spelling(`Events/On${name}/Email`);
    return key?.split("/")[1]?.slice("On".length) ?? name;
  }
}

/** What a person changes, and not the disk. */
const SETTINGS_FAILURES: ReadonlySet<RuntimeErrorCode> = new Set([
  "registry-unreadable",
  "message-invalid",
]);

interface EventWork {
  readonly held: HeldEvent;
  readonly rules: EventRules;
  readonly lines: readonly EventLine[];
  readonly nowMs: number;
}
