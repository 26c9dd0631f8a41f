import type { EmailAddress } from "./email_address.ts";
import type { HostName } from "./host_name.ts";
import type { PlanRuleId } from "./plan_rules.ts";

/** How a connection becomes private, if it does (submission table A). */
export type TlsMode = "implicit" | "starttls-must" | "starttls-may" | "plain";

/** Why a plan is refused; stable, unlike the sentence beside it. */
export type RefusalCode =
  | "CONFIG"
  | "FIRMWARE"
  | "TLS_UNAVAILABLE"
  | "MODE_MISMATCH"
  | "CONTRADICTION"
  | "CLEARTEXT_CREDENTIALS"
  | "CLOCK"
  | "CREDENTIALS_INCOMPLETE";

/** One rule that spoke: its id, its sentence, and the standard behind it where one is known. */
export interface PlanReason {
  readonly rule: PlanRuleId;
  readonly message: string;
  readonly source: string | null;
}

/** A warning: the plan stands, and a person should know this; `key` is the setting to look at. */
export interface PlanWarning extends PlanReason {
  readonly key: string;
}

/** A stop: nothing is sent until the setting `key` changes. */
export interface PlanRefusal extends PlanReason {
  readonly code: RefusalCode;
  readonly key: string;
}

/** Everything a session needs to obey a decision. */
export interface ConnectionPlan {
  readonly mode: TlsMode;
  readonly host: HostName;
  readonly port: number;
  readonly from: EmailAddress;
  /** The user to log in as; `undefined` sends without a login. */
  readonly username: string | undefined;
  /** Path of a file with an access token: the login is by OAuth then. */
  readonly tokenFile: string | undefined;
  /** Whether a server that offers no login may be used without one. */
  readonly login: "required" | "if-offered";
  readonly passwordInClearDangerous: boolean;
  readonly skipVerificationDangerous: boolean;
  readonly downgradeDangerous: boolean;
  /** Whether content may go in counted chunks (RFC 3030). */
  readonly chunking: boolean;
  /** When there are any, the server's public key has to match one of them, whatever signed it. */
  readonly pins: readonly string[];
  readonly heloName: string | undefined;
  readonly caFile: string | undefined;
}

/**
 * What `planConnection()` answers: a plan or refusals, and in both cases every reason.
 *
 * `mode` is `null` exactly when `refusals` is not empty, and `plan` is then `undefined`.
 */
export interface PlanDecision {
  readonly mode: TlsMode | null;
  readonly plan: ConnectionPlan | undefined;
  readonly refusals: readonly PlanRefusal[];
  readonly warnings: readonly PlanWarning[];
  readonly reasons: readonly PlanReason[];
}
