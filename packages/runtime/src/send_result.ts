import type {
  Diagnosis,
  PlanDecision,
  Protection,
  RecipientOutcome,
  TranscriptLine,
} from "@fieldpost/core";

/** What became of `sendNow()`. */
export type SendResult =
  | { readonly kind: "refused"; readonly decision: PlanDecision }
  | {
      readonly kind: "sent";
      readonly messageId: string;
      readonly recipients: readonly RecipientResult[];
      readonly protection: Protection;
      readonly transcript: readonly TranscriptLine[];
    };

/** One recipient's outcome with what it means and what the server said last. */
export interface RecipientResult extends RecipientOutcome {
  readonly meaning: string;
  readonly lastWords: string | undefined;
  /** The best explanation that the failure catalogue has; `undefined` when it has none. */
  readonly diagnosis: Diagnosis | undefined;
}
