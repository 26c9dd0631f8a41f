import { randomBytes } from "node:crypto";
import { AUTH_MECHANISMS, type AuthMechanism } from "../auth/auth_mechanisms.ts";
import type { Credentials } from "../auth/auth_step.ts";
import type { SmtpExtension } from "../engine/extension.ts";
import type { SessionSettings } from "../engine/session_settings.ts";

/** When a listener's channel is encrypted. */
export type ListenerTls = "none" | "starttls" | "implicit";

/** What governs sessions; may be given for the whole server and, overriding it, per listener. */
export interface SessionOptions {
  /** What the server calls itself. @default {"mock-smtp.test"} */
  readonly hostName?: string;
  /** Secrets by user name. Without it any user with any secret is good. */
  readonly users?: Readonly<Record<string, string>>;
  /** Whether MAIL is refused before AUTH. @default {false} */
  readonly authRequired?: boolean;
  /** Whether AUTH is offered and accepted inside TLS only. @default {false} */
  readonly authNeedsTls?: boolean;
  /**
   * The mechanisms to offer, in this order. SCRAM-SHA-256 is left out where any user is good,
   * because it makes the server prove that it knows the secret.
   *
   * @default all
   */
  readonly authMechanisms?: readonly AuthMechanism[];
  /** Whether MAIL is refused before TLS. @default {false} */
  readonly tlsRequired?: boolean;
  /** The largest message, announced and enforced. @default {52428800} */
  readonly sizeLimitBytes?: number;
  /** Recipients per message. @default {1000} */
  readonly recipientLimit?: number;
  /** The longest command line. @default {2048} */
  readonly commandLineLimitBytes?: number;
  /** Extensions that are not announced. STARTTLS and AUTH are then refused as well. */
  readonly hide?: readonly SmtpExtension[];
  /** Whether REQUIRETLS (RFC 8689) is offered, inside TLS. @default {false} */
  readonly requireTlsOffered?: boolean;
  /** Whether irregularities are refused rather than noted as warnings. @default {false} */
  readonly strict?: boolean;
  /** LMTP (RFC 2033) has LHLO, and one reply per recipient after the data. @default {"smtp"} */
  readonly protocol?: "smtp" | "lmtp";
  /** Whether each connection begins with a header of the PROXY protocol. @default {false} */
  readonly proxy?: boolean;
}

/**
 * Fills in the defaults.
 *
 * @param scopeSecrets Users that come and go with scopes, besides those of the options.
 */
export function resolveSettings(
  options: SessionOptions,
  tls: ListenerTls,
  scopeSecrets: ReadonlyMap<string, string> = new Map(),
): SessionSettings {
  const hostName = options.hostName ?? "mock-smtp.test";
  return {
    hostName,
    tls,
    tlsRequired: options.tlsRequired ?? false,
    credentials: readCredentials(options.users, scopeSecrets, hostName),
    authMechanisms: options.authMechanisms ?? AUTH_MECHANISMS,
    authRequired: options.authRequired ?? false,
    authNeedsTls: options.authNeedsTls ?? false,
    sizeLimitBytes: options.sizeLimitBytes ?? 50 * 1024 * 1024,
    recipientLimit: options.recipientLimit ?? 1000,
    commandLineLimitBytes: options.commandLineLimitBytes ?? 2048,
    hide: hiddenExtensions(options),
    strict: options.strict ?? false,
    protocol: options.protocol ?? "smtp",
    proxy: options.proxy ?? false,
  };
}

function hiddenExtensions({
  hide = [],
  requireTlsOffered = false,
}: SessionOptions): ReadonlySet<SmtpExtension> {
  return new Set([...hide, ...(requireTlsOffered ? [] : (["REQUIRETLS"] as const))]);
}

function readCredentials(
  users: Readonly<Record<string, string>> | undefined,
  scopeSecrets: ReadonlyMap<string, string>,
  hostName: string,
): Credentials {
  const secrets = new Map(Object.entries(users ?? {}));
  return {
    acceptAny: users === undefined,
    secretOf: (identity) => secrets.get(identity) ?? scopeSecrets.get(identity),
    nonce: () => randomBytes(18).toString("base64url"),
    hostName,
  };
}
