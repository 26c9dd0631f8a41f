import type {
  Diagnosis,
  PlanReason,
  PlanRefusal,
  PlanWarning,
  Protection,
  TlsMode,
  TranscriptLine,
  Verdict,
} from "@fieldpost/core";
import type { AddressProbe } from "./probe_addresses.ts";
import type { ClockProbe } from "./probe_clock.ts";
import type { DnsProbe } from "./probe_dns.ts";
import type { PortProbe } from "./probe_port.ts";
import type { SendResult } from "./send_result.ts";

/**
 * How a step of a check ended: `warn` works or is not needed, and a person should know; `fail` keeps
 * mail from leaving; `unknown` could not be found out; `skipped` was not tried, and says why.
 */
export type CheckStatus = "ok" | "warn" | "fail" | "skipped" | "unknown";

/** How a connection went: the verdict if it broke off, and how it was protected. */
export interface ConnectionFacts {
  readonly failure: Verdict | undefined;
  /** What the failure means and what helps, where the catalogue knows it. */
  readonly diagnosis: Diagnosis | undefined;
  readonly protection: Protection;
  /** The ways to log in that were offered. */
  readonly authMechanisms: readonly string[];
  /** Secrets are masked in it. */
  readonly transcript: readonly TranscriptLine[];
}

/** What a step found, for programs. */
export type CheckFacts =
  | { readonly kind: "none" }
  | { readonly kind: "addresses"; readonly addresses: AddressProbe }
  | { readonly kind: "dns"; readonly dns: DnsProbe }
  | { readonly kind: "clock"; readonly clock: ClockProbe }
  | { readonly kind: "port"; readonly port: PortProbe }
  | {
      readonly kind: "plan";
      readonly mode: TlsMode | null;
      readonly refusals: readonly PlanRefusal[];
      readonly warnings: readonly PlanWarning[];
      readonly reasons: readonly PlanReason[];
    }
  | { readonly kind: "connection"; readonly connection: ConnectionFacts }
  | { readonly kind: "message"; readonly message: SendResult };

/** What a step found, and what that means for a person. */
export interface CheckFinding {
  readonly status: CheckStatus;
  /** One line. */
  readonly summary: string;
  readonly facts: CheckFacts;
}

/** A step of a check that has ended. */
export interface CheckStep extends CheckFinding {
  /** Stable: `addresses`, `dns`, `clock`, `port-465-ipv4`, `plan`, `connection`, `login`, `message`. */
  readonly id: string;
  readonly title: string;
}

/** A step of a check that has not ended. */
export interface CheckProgress {
  readonly id: string;
  readonly title: string;
  readonly status: "waiting" | "running";
}

/** What a check without facts says of a step. */
export function withoutFacts(status: CheckStatus, summary: string): CheckFinding {
  return { status, summary, facts: { kind: "none" } };
}
