import { findProvider } from "./find_provider.ts";
import type { MailSettings, StartTlsChoice } from "./mail_settings.ts";
import type { Provider } from "./provider.ts";

const IMPLICIT_PORTS: readonly (number | undefined)[] = [465, 2465];

/** What the rules of stage A look at; everything is settled here but the mode. */
export interface PlanFacts {
  readonly port: number | undefined;
  /** The port whose rules this one follows; 465, 587, or itself. */
  readonly like: number | undefined;
  readonly smtps: boolean;
  /** SMTPS is on because the port says so, not because it was set. */
  readonly isDerived: boolean;
  readonly firmwareHasSmtps: boolean;
  readonly startTls: StartTlsChoice;
  readonly tlsAvailable: boolean;
  readonly tlsRequired: boolean;
  /** STARTTLS or TLS is required: `may` is not enough. */
  readonly isRequired: boolean;
  readonly hasLogin: boolean;
  /** A login is at stake: it may not travel in clear. */
  readonly guardsLogin: boolean;
  readonly isLoopback: boolean;
  readonly isAddress: boolean;
  readonly skipsVerification: boolean;
  /** A pin and not the name decides whom to trust. */
  readonly hasPins: boolean;
  readonly clockIsPlausible: boolean;
  /** Whose server it is, where its habits are known. */
  readonly provider: Provider | undefined;
}

function likePort(port: number | undefined): number | undefined {
  if (port === 2465) return 465;
  return port === 2525 || port === 2587 ? 587 : port;
}

/**
 * Settles what the rules look at.
 *
 * Half a login counts as one, and a missing host as a foreign one: the plan is refused anyway, and
 * this way the next refusal is told in the same breath.
 */
export function planFacts(settings: MailSettings, clockIsPlausible: boolean): PlanFacts {
  const { host, port, profile } = settings;
  const isDerived =
    settings.smtps === undefined && profile.derivesSmtps && IMPLICIT_PORTS.includes(port);
  const hasLogin =
    settings.username !== undefined || settings.hasSecret || settings.tokenFile !== undefined;
  const isLoopback = host?.isLoopback === true;
  return {
    port,
    like: likePort(port),
    smtps: settings.smtps ?? isDerived,
    isDerived,
    firmwareHasSmtps: profile.smtps,
    startTls: settings.startTls,
    tlsAvailable: settings.tlsAvailable,
    tlsRequired: settings.tlsRequired,
    isRequired: settings.startTls === "required" || settings.tlsRequired,
    hasLogin,
    guardsLogin: hasLogin && !settings.passwordInClearDangerous && !isLoopback,
    isLoopback,
    isAddress: host !== undefined && host.kind !== "name",
    skipsVerification: settings.skipVerificationDangerous,
    hasPins: settings.pins.length > 0,
    clockIsPlausible,
    provider: findProvider(host?.text ?? "", settings.username ?? settings.from?.text),
  };
}
