import type { Dialogue } from "./dialogue.ts";
import type { SessionRecord } from "./session_record.ts";
import type { SessionStage } from "./session_stage.ts";

/** What a client left behind that closed in the middle of something. */
export interface UnfinishedBusiness {
  readonly stage: SessionStage;
  readonly reason: string;
}

/** Says what a session was in the middle of, `undefined` if it was complete. */
export function unfinishedBusiness(dialogue: Dialogue): UnfinishedBusiness | undefined {
  const { mode, record, secured, transaction } = dialogue;
  if (mode === "handshake") {
    return {
      stage: "handshake",
      reason:
        "the client closed during the TLS handshake, as one does that refuses the certificate",
    };
  }
  if (secured && !record.spokeInTls) {
    return {
      stage: "handshake",
      reason:
        "the client closed right after the TLS handshake: it may have refused the certificate",
    };
  }
  if (mode === "auth") {
    return { stage: "auth", reason: "the client closed in the middle of AUTH" };
  }
  if (mode === "data" || mode === "bdat") {
    return { stage: "content", reason: "the client closed in the middle of the content" };
  }
  return transaction === undefined
    ? undefined
    : { stage: "other", reason: "the client closed in the middle of a transaction" };
}

/** Whether a session has met a failure at that stage already. */
export function hasFailed(record: SessionRecord, stage: SessionStage): boolean {
  return record.failures.some((failure) => failure.stage === stage);
}
