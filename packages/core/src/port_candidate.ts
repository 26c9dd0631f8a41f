import { chooseMechanism } from "./choose_mechanism.ts";
import type { MailSettings } from "./mail_settings.ts";
import type { PortChannel, PortFinding } from "./port_finding.ts";

const TLS_FIRST_PORTS: readonly number[] = [465, 2465];

// RFC 8314 section 3.3 for 465 and 587, the usual other numbers after them; RFC 6409 section 3.1
// leaves 25 to mail between servers.
const PORT_ORDER: readonly number[] = [465, 2465, 587, 2587, 2525];

/** What mail would get on one port, over whichever address is chosen. */
export interface PortCandidate {
  readonly port: number;
  readonly channel: PortChannel;
  readonly isVerified: boolean;
  /** Whether the login of the settings, if there is one, can be made there. */
  readonly takesLogin: boolean;
}

/** Whether a port is one where a client begins in TLS (RFC 8314 section 7.3). */
export function beginsInTls(port: number): boolean {
  return TLS_FIRST_PORTS.includes(port);
}

/**
 * Makes one candidate of each port that is open.
 *
 * The addresses of a name are raced, so a port is worth what its weakest open address is worth.
 */
export function portCandidates(
  findings: readonly PortFinding[],
  settings: MailSettings,
): readonly PortCandidate[] {
  const open = findings.filter(({ reach }) => reach === "open");
  const ports = [...new Set(open.map(({ port }) => port))];
  return ports
    .map((port) =>
      weakest(
        open.filter((finding) => finding.port === port),
        settings,
      ),
    )
    .toSorted((one, other) => placeOf(one.port) - placeOf(other.port) || one.port - other.port);
}

function placeOf(port: number): number {
  if (port === 25) return PORT_ORDER.length + 1;
  const place = PORT_ORDER.indexOf(port);
  return place < 0 ? PORT_ORDER.length : place;
}

function weakest(findings: readonly PortFinding[], settings: MailSettings): PortCandidate {
  const [first] = findings;
  const channels = new Set(findings.map(({ channel }) => channel));
  return {
    port: first?.port ?? 0,
    channel: channels.size === 1 ? (first?.channel ?? "none") : "none",
    isVerified: findings.every(({ isVerified }) => isVerified),
    takesLogin: findings.every(({ authMechanisms }) => takesLogin(authMechanisms, settings)),
  };
}

function takesLogin(offered: readonly string[], { username, login }: MailSettings): boolean {
  if (username === undefined) return true;
  if (offered.length === 0) return login === "if-offered";
  return chooseMechanism(offered, { exposed: false, refused: [] }) !== undefined;
}
