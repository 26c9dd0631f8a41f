import { type DatedChanges, type OverviewFacts, sendingChangedAt } from "@fieldpost/core";
import type { EndedMessage, LogRecord } from "@fieldpost/runtime";
import { PROVED_EVENT, TESTED_EVENT } from "../tested_settings.ts";
import { lastDelivery } from "./last_delivery.ts";

/**
 * What proves that the settings as they are can send: the last delivery with stored settings, or the save
 * of what was tested; of both the one that still holds.
 */
export function sendingProof(
  ended: readonly EndedMessage[],
  records: readonly LogRecord[],
  history: readonly DatedChanges[],
): Pick<OverviewFacts, "deliveredAtMs" | "changedAtMs"> {
  const proofs = proofTimes(ended, records).map((deliveredAtMs) => ({
    deliveredAtMs,
    changedAtMs: sendingChangedAt(history, deliveredAtMs),
  }));
  const standing = proofs.find(({ changedAtMs }) => changedAtMs === undefined);
  return standing ?? proofs[0] ?? { deliveredAtMs: undefined, changedAtMs: undefined };
}

/** The latest first. */
function proofTimes(ended: readonly EndedMessage[], records: readonly LogRecord[]): number[] {
  const unsaved = new Set(
    records.flatMap(({ event, facts }) => (event === TESTED_EVENT ? [facts?.["messageId"]] : [])),
  );
  const stored = records.filter(({ facts }) => !unsaved.has(facts?.["messageId"]));
  const delivery = lastDelivery(ended, stored);
  const proved = records.findLast(({ event }) => event === PROVED_EVENT);
  return [delivery?.at, proved?.at]
    .flatMap((at) => (at === undefined ? [] : [Date.parse(at)]))
    .toSorted((one, other) => other - one);
}
