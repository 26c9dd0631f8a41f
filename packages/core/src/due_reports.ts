import { type EnvelopeParameters, recipientParameters } from "./envelope_parameters.ts";
import type { MessageStatus } from "./status_of.ts";

/** A recipient of which somebody has to be told: it failed, or was handed on to a silent server. */
export interface DueReport {
  readonly recipient: string;
  /** The action of RFC 3464 section 2.3.3. */
  readonly action: "failed" | "relayed";
}

/** What the decision needs to know of a message. */
export interface ReportableMessage {
  /** `null` is the null sender, of which nobody is ever told (rule V17). */
  readonly sender: string | null;
  readonly parameters?: EnvelopeParameters;
}

/**
 * Says of which recipients somebody has to be told and has not been.
 *
 * A failure is told of unless the sender wanted otherwise: `NOTIFY` without `FAILURE`. That a message
 * was relayed is told of where success was to be told and the server offers no notifications: nobody
 * else will say it (RFC 3461 section 5.2.2).
 *
 * @example The sender wants no report
 * ```ts
 * import { dueReports, statusOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const accepted = { message: "01k2", acceptedAtMs: 0, recipients: ["a@example.net"] };
 * const entry = { message: "01k2", atMs: 1000, event: { kind: "expired" } } as const;
 * const status = statusOf(accepted, [entry], 1_800_000);
 * const sender = "unit7@example.com";
 * assert.deepEqual(dueReports({ sender }, status), [{ recipient: "a@example.net", action: "failed" }]);
 * assert.deepEqual(dueReports({ sender, parameters: { notify: ["NEVER"] } }, status), []);
 * ```
 */
export function dueReports(
  { sender, parameters }: ReportableMessage,
  { phase, recipients, unreported }: MessageStatus,
): readonly DueReport[] {
  if (sender === null || phase === "deleted") return [];
  return recipients
    .filter(({ recipient }) => unreported.includes(recipient))
    .flatMap(({ recipient, state }): DueReport[] => {
      const { notify } = recipientParameters(parameters, recipient);
      if (state === "delivered") return [{ recipient, action: "relayed" }];
      return notify === undefined || notify.includes("FAILURE")
        ? [{ recipient, action: "failed" }]
        : [];
    });
}
