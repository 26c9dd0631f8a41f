/** The two kinds of addresses that a name can have. */
export type AddressFamily = "ipv4" | "ipv6";

/**
 * What a TCP connection met: somebody, a refusal, no answer at all, or no way there from here.
 */
export type PortReach = "open" | "refused" | "filtered" | "unreachable";

/**
 * The most private way to submit mail that a port gives: TLS from the first byte, STARTTLS, in clear,
 * or none, because what answers is no mail server or breaks off.
 */
export type PortChannel = "implicit" | "starttls" | "clear" | "none";

/** What was found on one port of the mail server over one address family. */
export interface PortFinding {
  readonly port: number;
  readonly family: AddressFamily;
  readonly reach: PortReach;
  /** `none` unless the port is open. */
  readonly channel: PortChannel;
  /** Whether TLS stands and the server has proved that it is the configured host. */
  readonly isVerified: boolean;
  /** The ways to log in that are offered inside the channel, upper case. */
  readonly authMechanisms: readonly string[];
}
