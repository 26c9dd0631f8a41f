import {
  describeProblem,
  type EmailAddress,
  providerLimits,
  type QueueSettings,
  type Registry,
  readQueueSettings,
  unitNameOf,
} from "@fieldpost/core";
import { Pace } from "./_pace.ts";
import type { MailRoute } from "./mail_route.ts";
import type { RegistryStore } from "./registry_store.ts";
import type { SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";

/** How a pass is made: the settings, within what the provider takes. */
export interface PassPolicy extends Pick<QueueSettings, "timetable" | "uncertain" | "connections"> {
  readonly reportTo: readonly EmailAddress[];
  readonly pace: Pace | undefined;
  /** What people call this unit. */
  readonly unitName: string;
}

/** What a policy is made from. */
export interface QueuePolicyOptions {
  readonly registry: RegistryStore;
  readonly log: SystemLog;
  /** The host name of the machine, for an unset `IpConfig/HostName`. */
  readonly machineName: string;
  /** What the provider behind a host takes. @default {providerLimits} */
  readonly limits?: typeof providerLimits;
}

/** Reads before each pass how it is made, and keeps the pace from one pass to the next. */
export class QueuePolicy {
  readonly #options: QueuePolicyOptions;
  #pace: Pace | undefined;
  #complaint = "";

  constructor(options: QueuePolicyOptions) {
    this.#options = options;
  }

  async read({ plan }: MailRoute): Promise<PassPolicy> {
    const { limits = providerLimits, machineName } = this.#options;
    const { registry } = await this.#options.registry.read();
    const { timetable, uncertain, connections, reportTo } = await this.#settings(registry);
    const known = limits(plan.host.text, plan.username ?? plan.from.text);
    return {
      ...{ timetable, uncertain },
      connections: Math.min(connections, known?.connections ?? connections),
      reportTo: reportTo.map(({ address }) => address),
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

  /** The minute of a provider does not begin anew with each pass. */
  #paceOf(messagesPerMinute: number | undefined): Pace | undefined {
    if (messagesPerMinute === undefined) return undefined;
    if (this.#pace?.limit !== messagesPerMinute) this.#pace = new Pace(messagesPerMinute);
    return this.#pace;
  }
}
