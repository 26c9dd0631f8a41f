import type { MessageStatus, RecipientStatus } from "@fieldpost/core";

/** Counts what a pass does: in messages, and in recipients, of which a message may have many. */
export class PassCounts {
  readonly messages = { attempted: 0, delivered: 0, failed: 0 };
  readonly recipients = { delivered: 0, failed: 0 };
  /** Whether recipients of one message have fared differently. */
  isMixed = false;

  /** Takes what became of the recipients of a message since it was looked at. */
  countRecipients(before: MessageStatus, after: MessageStatus): void {
    this.isMixed ||= new Set(after.recipients.map(({ state }) => state)).size > 1;
    for (const state of ["delivered", "failed"] as const) {
      this.recipients[state] += countOf(after, state) - countOf(before, state);
    }
  }

  /** Takes a message after an attempt: it counts when all of its recipients are over. */
  countMessage(status: MessageStatus): void {
    if (status.phase !== "finished") return;
    this.messages[countOf(status, "failed") > 0 ? "failed" : "delivered"] += 1;
  }
}

function countOf({ recipients }: MessageStatus, wanted: RecipientStatus["state"]): number {
  return recipients.filter(({ state }) => state === wanted).length;
}
