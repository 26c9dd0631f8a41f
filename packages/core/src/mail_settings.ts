import type { EmailAddress } from "./email_address.ts";
import type { FirmwareProfile } from "./firmware_profile.ts";
import type { HostName } from "./host_name.ts";

/** What `Email/StartTLS` asks for: never, when offered, or nothing without it (RFC 3207). */
export type StartTlsChoice = "off" | "may" | "required";

/**
 * The typed view of the registry that decisions read.
 *
 * A field that is unset or cannot be used is `undefined`; why stands in the problems beside it.
 * The secret itself is not here: `hasSecret` says only whether one is stored.
 */
export interface MailSettings {
  readonly host: HostName | undefined;
  readonly from: EmailAddress | undefined;
  readonly port: number | undefined;
  /** `undefined` when `Email/SMTPS` is unset: some profiles then derive it from the port. */
  readonly smtps: boolean | undefined;
  readonly startTls: StartTlsChoice;
  /** `SSL/Enabled`: TLS may be used at all. */
  readonly tlsAvailable: boolean;
  /** `SSL/Required`: nothing leaves without TLS. */
  readonly tlsRequired: boolean;
  readonly profile: FirmwareProfile;
  readonly username: string | undefined;
  readonly hasSecret: boolean;
  /** Path of a file with an access token; with one the login is by OAuth, and no password is used. */
  readonly tokenFile: string | undefined;
  /** `Email/Login`: with `if-offered` a server that offers no login is used without one. */
  readonly login: "required" | "if-offered";
  readonly passwordInClearDangerous: boolean;
  readonly skipVerificationDangerous: boolean;
  /** Whether a server may do worse than it once did. */
  readonly downgradeDangerous: boolean;
  /** `Email/Chunking`: content may go in counted chunks where that is offered and safe. */
  readonly chunking: boolean;
  /** Pins of public keys, `sha256/...`; when there are any, one of them has to match. */
  readonly pins: readonly string[];
  /** The name for EHLO, when one is configured or derived from the host name. */
  readonly heloName: string | undefined;
  /** `Email/LocalTo`: who receives mail to a name without a domain; empty, the name gets a domain. */
  readonly localTo: readonly EmailAddress[];
  /** Path of a PEM file with a private CA, trusted besides the system's. */
  readonly caFile: string | undefined;
}
