import { describeProtection, type Protection } from "@fieldpost/core";
import type { EndedMessage, LogRecord } from "@fieldpost/runtime";
import type { DeliveryView } from "../../api/overview_api.ts";
import { isoTime } from "./iso_time.ts";
import { protectionLevel } from "./protection_level.ts";

/** How far the moments of one delivery may be apart in journal and log. */
const SAME_MS = 5000;

/**
 * The last message that was delivered: from the journals of the queue, or from the log where it did
 * not go through the queue.
 */
export function lastDelivery(
  ended: readonly EndedMessage[],
  records: readonly LogRecord[],
): DeliveryView | null {
  const queued = ended
    .flatMap(queuedDelivery)
    .reduce<DeliveryView | null>((best, each) => later(best, each), null);
  const logged = records.findLast(isDelivery);
  const direct = logged === undefined ? null : loggedDelivery(logged);
  if (queued === null || direct === null) return queued ?? direct;
  return Date.parse(direct.at) - Date.parse(queued.at) > SAME_MS ? direct : queued;
}

function queuedDelivery({ message, journal }: EndedMessage): readonly DeliveryView[] {
  const delivered = journal.flatMap(({ atMs, event }) =>
    event.kind === "outcome" && event.outcome === "delivered" ? [{ atMs, event }] : [],
  );
  const last = delivered.at(-1);
  if (last === undefined) return [];
  const recipients = delivered.map(({ event }) => event.recipient);
  return [view({ message, at: isoTime(last.atMs), recipients }, last.event.protection)];
}

function isDelivery({ event, facts }: LogRecord): boolean {
  return event === "mail-outcome" && facts?.["kind"] === "delivered";
}

function loggedDelivery({ at, facts = {} }: LogRecord): DeliveryView {
  const { messageId, recipient, protection } = facts;
  const told = { message: `${messageId}`, at, recipients: [`${recipient}`] };
  return view(told, protection as Protection);
}

function view(
  told: Pick<DeliveryView, "message" | "at" | "recipients">,
  protection: Protection,
): DeliveryView {
  const level = protectionLevel(protection);
  return { ...told, protection: describeProtection(protection), protectionLevel: level };
}

function later(best: DeliveryView | null, each: DeliveryView): DeliveryView {
  return best === null || Date.parse(each.at) > Date.parse(best.at) ? each : best;
}
