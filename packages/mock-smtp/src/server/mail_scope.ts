import type { CapturedMessage } from "../capture/captured_message.ts";
import type { FaultPoint } from "../faults/fault_rule.ts";
import type { FaultSpec } from "../faults/fault_spec.ts";
import { resolveFault } from "../faults/fault_spec.ts";
import type { Inbox } from "../wait/inbox.ts";
import type { FaultControl } from "./start_mock_smtp.ts";

/** A part of a server that one test has to itself. */
export interface MailScope extends Inbox, AsyncDisposable {
  /** A domain that no other scope has; every address in it belongs to this one. */
  readonly domain: string;
  /** An address in that domain. */
  readonly address: string;
  /** Another address in that domain. */
  addressOf(localPart: string): string;
  /** A user name that no other scope has; mail that it sends belongs to this scope. */
  readonly user: string;
  /** The user's secret. */
  readonly secret: string;
  /**
   * Faults for this scope's mail only. From `auth` on: before, nobody knows whose connection it is.
   */
  readonly faults: FaultControl;
  /** Forgets this scope's messages, and nobody else's. */
  clear(): void;
  /** Forgets its messages and faults, and ends its waits. */
  close(): Promise<void>;
}

/** What tells a scope's mail from other mail. */
export interface ScopeIdentity {
  readonly domain: string;
  readonly user: string;
}

/** Whether a message is for or from a scope. */
export function isMessageInScope(message: CapturedMessage, scope: ScopeIdentity): boolean {
  const { envelope, auth } = message;
  const addresses = [envelope.from, ...envelope.recipients.map((it) => it.address)];
  return auth?.identity === scope.user || addresses.some((it) => isInDomain(it, scope.domain));
}

/** Whether a point of a session is about a scope's mail. */
export function isPointInScope(point: FaultPoint, scope: ScopeIdentity): boolean {
  const addresses = [point.from ?? "", ...point.recipients];
  return point.user === scope.user || addresses.some((it) => isInDomain(it, scope.domain));
}

function isInDomain(address: string, domain: string): boolean {
  return address.toLowerCase().endsWith(`@${domain}`);
}

const SCOPELESS_STAGES: readonly string[] = ["connect", "handshake", "banner", "ehlo", "starttls"];

/**
 * Refuses a fault that could never strike inside a scope.
 *
 * @throws {TypeError} If its stage comes before anybody is named.
 */
export function checkScopedFault(spec: FaultSpec): void {
  for (const rule of resolveFault(spec)) {
    if (SCOPELESS_STAGES.includes(rule.when.stage)) {
      throw new TypeError(
        `Cannot scope a fault at ${rule.when.stage}: nobody is named by then, use the server's faults`,
      );
    }
  }
}
