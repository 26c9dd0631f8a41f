import type { MessageStatus } from "./status_of.ts";

/** What a finished message came to: `partial` reached some of its recipients, and failed for others. */
export type MessageEnd = "delivered" | "partial" | "failed";

/**
 * Says what a finished message came to for its recipients together.
 *
 * @example
 * ```ts
 * import { messageEnd } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const ann = { recipient: "ann@example.net", state: "delivered", last: undefined } as const;
 * const bob = { recipient: "bob@example.net", state: "failed", last: undefined } as const;
 * assert.equal(messageEnd({ recipients: [ann, bob] }), "partial");
 * assert.equal(messageEnd({ recipients: [bob] }), "failed");
 * ```
 */
export function messageEnd({ recipients }: Pick<MessageStatus, "recipients">): MessageEnd {
  const delivered = recipients.filter(({ state }) => state === "delivered").length;
  // A journal that names nobody tells of no delivery either.
  if (delivered === 0) return "failed";
  return delivered === recipients.length ? "delivered" : "partial";
}
