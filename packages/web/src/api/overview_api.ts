import type { MessageRow, QueueSummary } from "./queue_api.ts";
import type { TrialState } from "./registry_api.ts";

/** `GET /api/v1/overview`: can this device send, and what needs a person. */
export interface OverviewState {
  readonly unitName: string;
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly now: string;
  /** The verdict in one word; `reasons` say why. */
  readonly canSend: "yes" | "no" | "unproven" | "new";
  readonly reasons: readonly string[];
  readonly lastDelivery: DeliveryView | null;
  readonly queue: QueueSummary;
  readonly certificate: CertificateView | null;
  readonly clock: ClockView;
  /** What a person has to do or to know, the worst first. */
  readonly attention: readonly AttentionItem[];
  readonly trial: TrialState | null;
}

/** The last message that was delivered. */
export interface DeliveryView {
  readonly message: string;
  readonly at: string;
  readonly recipients: readonly string[];
  readonly protection: string;
  readonly protectionLevel: "verified" | "encrypted" | "clear";
}

/** The mail server's certificate, as a session last saw it. */
export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  readonly daysLeft: number;
  readonly seenAt: string;
}

/** The clock against the time server. */
export interface ClockView {
  readonly isPlausible: boolean;
  /** `null` when no time server was asked or none answered. */
  readonly offsetMs: number | null;
  readonly askedAt: string | null;
}

/** Something that wants a person, with the page that helps. */
export interface AttentionItem {
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  readonly page: "email" | "outbox" | "events" | "registry" | "log" | "users";
  /** The registry key, where there is one. */
  readonly key: string | null;
  /** How the messages stand that it speaks of, on the page `outbox`; else `null`. */
  readonly state: MessageRow["phase"] | null;
}
