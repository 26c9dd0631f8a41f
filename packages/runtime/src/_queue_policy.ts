import { join } from "node:path";
import {
  describeProblem,
  type EmailAddress,
  providerLimits,
  type QueueSettings,
  type Registry,
  readQueueSettings,
  unitNameOf,
} from "@fieldpost/core";
import { ConnectionSlots } from "./_connection_slots.ts";
import { Pace } from "./_pace.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import type { MailRoute } from "./mail_route.ts";
import type { RegistryStore } from "./registry_store.ts";
import type { SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";

/** How a pass is made: the settings, within what the provider takes. */
export interface PassPolicy extends Pick<QueueSettings, "timetable" | "uncertain" | "connections"> {
  readonly reportTo: readonly EmailAddress[];
  readonly pace: Pace | undefined;
  readonly slots: ConnectionSlots;
  /** What people call this unit. */
  readonly unitName: string;
}

/** What a policy is made from. */
export interface QueuePolicyOptions {
  readonly registry: RegistryStore;
  readonly log: SystemLog;
  readonly clock: Clock;
  readonly files: DurableFiles;
  readonly home: string;
  /** The host name of the machine, for an unset `IpConfig/HostName`. */
  readonly machineName: string;
  /** What the provider behind a host takes. @default {providerLimits} */
  readonly limits?: typeof providerLimits;
}

/** Reads before each pass how it is made. */
export class QueuePolicy {
  readonly #options: QueuePolicyOptions;
  #complaint = "";

  constructor(options: QueuePolicyOptions) {
    this.#options = options;
  }

  async read({ plan }: MailRoute): Promise<PassPolicy> {
    const { limits = providerLimits, machineName, home, clock } = this.#options;
    const { registry } = await this.#options.registry.read();
    const { timetable, uncertain, reportTo, ...wanted } = await this.#settings(registry);
    const known = limits(plan.host.text, plan.username ?? plan.from.text);
    const connections = Math.min(wanted.connections, known?.connections ?? wanted.connections);
    const slots = join(home, "spool/slots");
    return {
      ...{ timetable, uncertain, connections },
      reportTo: reportTo.map(({ address }) => address),
      slots: new ConnectionSlots({ path: slots, count: connections, clock }),
      pace: this.#paceOf(known?.messagesPerMinute),
      unitName: unitNameOf(registry, machineName),
    };
  }

  /** Wrong settings do not stop the mail: the defaults stand in for them, and the log says so. */
  async #settings(registry: Registry): Promise<QueueSettings> {
    const { log } = this.#options;
    const { settings, problems } = readQueueSettings(registry, toAscii);
    const text = problems.map(describeProblem).join("; ");
    if (text !== "" && text !== this.#complaint) {
      await log.append({ event: "queue-settings", text: `Queue settings: ${text}`, facts: {} });
    }
    this.#complaint = text;
    return settings;
  }

  #paceOf(messagesPerMinute: number | undefined): Pace | undefined {
    const { home, clock, files } = this.#options;
    if (messagesPerMinute === undefined) return undefined;
    return new Pace({
      path: join(home, "spool/pace.json"),
      limit: messagesPerMinute,
      clock,
      files,
    });
  }
}
