import {
  type ConnectionPlan,
  describeOutcome,
  INTERACTIVE_TIMEOUTS,
  lastWordsOf,
  type PlanDecision,
  type SessionTimeouts,
  type TlsFacts,
  type TranscriptLine,
} from "@fieldpost/core";
import type { ComposedMessage } from "./compose_message.ts";
import { diagnoseDelivery } from "./diagnose_delivery.ts";
import { logEventOf } from "./log_event_of.ts";
import { openRoute } from "./mail_route.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";
import type { RecipientResult, SendResult } from "./send_result.ts";
import { type SubmissionReport, submit } from "./submission_driver.ts";
import type { SystemLog } from "./system_log.ts";

/** What a delivery works with. */
export type DeliveryParts = Parameters<typeof openRoute>[1] & {
  readonly log: SystemLog;
  readonly timeouts?: SessionTimeouts;
};

/** How a delivery can be watched, and ended. */
export interface DeliveryOptions {
  /** Told of each line of the dialogue as it comes; secrets are masked in it. */
  readonly onLine?: ((line: TranscriptLine) => void) | undefined;
  /** Told what each handshake has shown, before it is judged: also of a server that is not trusted. */
  readonly onTls?: ((tls: TlsFacts) => void) | undefined;
  /** Cuts it off. */
  readonly signal?: AbortSignal | undefined;
  /** Leaves nothing behind of what the server has shown. @default {false} */
  readonly forgets?: boolean;
}

/** Makes one attempt to deliver a message, and says what became of it in words. */
export async function deliverNow(
  message: ComposedMessage,
  decision: PlanDecision,
  parts: DeliveryParts & DeliveryOptions,
): Promise<SendResult> {
  const { plan } = decision;
  if (plan === undefined) {
    await logRefusal(decision, parts.log);
    return { kind: "refused", decision };
  }
  const { timeouts = INTERACTIVE_TIMEOUTS, clock, onLine, onTls, signal, forgets = false } = parts;
  const { remember, ...route } = await openRoute(plan, parts);
  const report = await submit({
    ...{ ...route, timeouts, crypto: nodeSaslCrypto, clock, onLine, onTls, signal },
    ...(forgets ? {} : { remember }),
    transaction: {
      sender: message.sender,
      recipients: message.recipients,
      content: { sizeBytes: message.content.length, eightBit: message.eightBit },
      parameters: message.parameters,
    },
    content: message.content,
  });
  const { protection, transcript } = report;
  const recipients = await explain(report, { message, plan, parts });
  const { messageId } = message;
  const told = recipients.map((result) => logEventOf({ messageId, ...result, protection }));
  await parts.log.appendAll(told);
  return { kind: "sent", messageId: message.messageId, recipients, protection, transcript };
}

async function explain(
  report: SubmissionReport,
  about: {
    readonly message: ComposedMessage;
    readonly plan: ConnectionPlan;
    readonly parts: DeliveryParts & DeliveryOptions;
  },
): Promise<readonly RecipientResult[]> {
  const { message, plan, parts } = about;
  const { timeouts = INTERACTIVE_TIMEOUTS, clock } = parts;
  const explained = await diagnoseDelivery({
    plan,
    transcript: report.transcript,
    verdicts: report.recipients.map(({ verdict }) => verdict),
    from: message.sender?.text,
    nowMs: clock.nowMs(),
    greetingLimitMs: timeouts.greeting,
  });
  const context = { host: plan.host.text, port: plan.port, username: plan.username };
  return report.recipients.map((outcome) => {
    const { verdict, diagnosis } = explained(outcome.verdict);
    const meaning = describeOutcome(verdict, context);
    return { ...outcome, verdict, meaning, lastWords: lastWordsOf(verdict), diagnosis };
  });
}

async function logRefusal({ refusals }: PlanDecision, log: SystemLog): Promise<void> {
  for (const { rule, code, key, message } of refusals) {
    const facts = { rule, code, key };
    await log.append({ event: "mail-refused", text: `Email refused: ${message}`, facts });
  }
}
