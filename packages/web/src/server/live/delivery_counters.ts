import type { Protection } from "@fieldpost/core";
import type { LogRecord } from "@fieldpost/runtime";
import { protectionLevel } from "../views/protection_level.ts";

/** Outcomes of one kind over channels of one kind, since the pages were started. */
export interface DeliveryCount {
  readonly outcome: string;
  readonly protection: string;
  readonly count: number;
}

/** Counts the outcomes that the log tells of, whichever process has met them. */
export class DeliveryCounters {
  readonly #counts = new Map<string, number>();

  take(records: readonly LogRecord[]): void {
    for (const { event, facts } of records) {
      if (event !== "mail-outcome" || facts === undefined) continue;
      const level = levelOf(facts["protection"] as Protection | undefined);
      const key = `${facts["kind"]} ${level}`;
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  counts(): readonly DeliveryCount[] {
    return [...this.#counts].map(([key, count]) => {
      const [outcome = "", protection = ""] = key.split(" ");
      return { outcome, protection, count };
    });
  }
}

function levelOf(protection: Protection | undefined): string {
  return protection === undefined ? "none" : protectionLevel(protection);
}
