import type { Protection } from "@fieldpost/core";
import type { DeliveryView } from "../../api/overview_api.ts";

/** How far a channel was private, in one word. */
export function protectionLevel(protection: Protection): DeliveryView["protectionLevel"] {
  if (protection.tls === null) return "clear";
  return protection.verified ? "verified" : "encrypted";
}
