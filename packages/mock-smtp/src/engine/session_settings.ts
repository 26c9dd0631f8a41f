import type { AuthMechanism } from "../auth/auth_mechanisms.ts";
import type { Credentials } from "../auth/auth_step.ts";
import type { SmtpExtension } from "./extension.ts";

/** What governs one session, with every default filled in. */
export interface SessionSettings {
  readonly hostName: string;
  readonly tls: "none" | "starttls" | "implicit";
  readonly tlsRequired: boolean;
  readonly credentials: Credentials;
  readonly authMechanisms: readonly AuthMechanism[];
  readonly authRequired: boolean;
  readonly authNeedsTls: boolean;
  readonly sizeLimitBytes: number;
  readonly recipientLimit: number;
  readonly commandLineLimitBytes: number;
  readonly hide: ReadonlySet<SmtpExtension>;
  readonly strict: boolean;
  readonly protocol: "smtp" | "lmtp";
  readonly proxy: boolean;
}
