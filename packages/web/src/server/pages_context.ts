import type { AuditLog, Fieldpost, QueueListing, SetupToken } from "@fieldpost/runtime";
import type { LiveHub } from "./live/live_hub.ts";
import type { LoginGate } from "./security/login_gate.ts";
import type { PagePolicy } from "./security/page_policy.ts";
import type { SessionBook } from "./security/session_book.ts";
import type { TokenEndings } from "./security/token_endings.ts";
import type { TestedSettings } from "./tested_settings.ts";

/** What the handlers of endpoints work with. */
export interface PagesContext {
  readonly unit: Fieldpost;
  readonly version: string;
  /** Lists of the queue; one for all, because it remembers. */
  readonly listing: QueueListing;
  readonly live: LiveHub;
  readonly startedAtMs: number;
  /** The port that is listened on, known once it is. */
  readonly port: () => number;
  readonly sessions: SessionBook;
  readonly tokenEndings: TokenEndings;
  readonly gate: LoginGate;
  readonly setup: SetupToken;
  readonly tested: TestedSettings;
  readonly audit: AuditLog;
  readonly policy: PagePolicy;
  /** Told when the first password has been set. */
  readonly onSetUp: () => Promise<void>;
}
