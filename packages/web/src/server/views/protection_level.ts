import { NO_CONNECTION, type Protection } from "@fieldpost/core";
import type { DeliveryView } from "../../api/overview_api.ts";
import type { MessageRow } from "../../api/queue_api.ts";

/** How far the channel of an attempt was private; `null` when there was none. */
export function attemptLevel(protection: Protection): MessageRow["protectionLevel"] {
  if (protection.tls === null && protection.why === NO_CONNECTION) return null;
  return protectionLevel(protection);
}

/** How far a channel was private, in one word. */
export function protectionLevel(protection: Protection): DeliveryView["protectionLevel"] {
  if (protection.tls === null) return "clear";
  return protection.verified ? "verified" : "encrypted";
}
