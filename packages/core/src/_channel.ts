import type { ConnectionPlan } from "./connection_plan.ts";
import { isLoopbackAddress } from "./host_name.ts";
import { outcomeOf } from "./outcome_of.ts";
import type { PathHistory, PathSighting } from "./ratchet.ts";
import type { TlsFacts } from "./session_observation.ts";
import { NO_CONNECTION, type Protection, type Verdict } from "./submission_outcome.ts";

/**
 * What is known about the connection's privacy, and what may therefore go over it (rules V1, V2, V8).
 */
export class Channel {
  readonly #plan: ConnectionPlan;
  readonly #history: PathHistory | undefined;
  #localAddress = "";
  #isLoopback = false;
  #isConnected = false;
  #isPinned = false;
  #tls: TlsFacts | undefined;
  #plainWhy: string | undefined;

  constructor(plan: ConnectionPlan, history: PathHistory | undefined) {
    this.#plan = plan;
    this.#history = history;
  }

  /** Whether STARTTLS was once offered here, and doing without was not accepted. */
  get guardsStartTls(): boolean {
    return this.#history?.startTls === true && !this.#plan.downgradeDangerous;
  }

  /** What this session has shown, for the next one to compare with. */
  sighting(offersStartTls: boolean): PathSighting {
    const hasTls = this.#tls !== undefined;
    return { startTls: offersStartTls || hasTls, verified: hasTls && !this.isExposed };
  }

  connect(addresses: { readonly localAddress: string; readonly remoteAddress: string }): void {
    this.#isConnected = true;
    this.#localAddress = addresses.localAddress;
    this.#isLoopback = isLoopbackAddress(addresses.remoteAddress);
  }

  get localAddress(): string {
    return this.#localAddress;
  }

  get isSecured(): boolean {
    return this.#tls !== undefined;
  }

  /** Whether others could read, or pretend: no TLS, or TLS with an unproven peer. */
  get isExposed(): boolean {
    return (
      this.#tls === undefined || (!this.#isPinned && this.#tls.certificateFailure !== undefined)
    );
  }

  /** Whether the plan allows nothing before TLS. */
  get needsTls(): boolean {
    return this.#plan.mode === "starttls-must" || this.#plan.mode === "implicit";
  }

  /** Whether the secret may leave over the channel as it is now. */
  get maySendSecret(): boolean {
    if (!this.isExposed) return true;
    const trusted = this.#isLoopback || this.#plan.passwordInClearDangerous;
    if (this.isSecured) return trusted || this.#plan.skipVerificationDangerous;
    return trusted && !this.needsTls;
  }

  /** Takes the result of a handshake; gives the verdict of a certificate that must not pass. */
  secure(tls: TlsFacts): Verdict | undefined {
    this.#tls = tls;
    const { pins } = this.#plan;
    this.#isPinned = tls.spkiPin !== undefined && pins.includes(tls.spkiPin);
    if (pins.length > 0) return this.#isPinned ? undefined : this.#pinMismatch(tls);
    const failure = tls.certificateFailure;
    if (failure === undefined || this.#plan.skipVerificationDangerous) return undefined;
    if (this.#history?.verified === true && !this.#plan.downgradeDangerous && !this.needsTls) {
      const detail = `the certificate was good before: ${failure.message}`;
      return outcomeOf("starttls", { kind: "finding", code: "DOWNGRADE", detail });
    }
    const mayGoOn = this.#plan.mode === "starttls-may";
    if (mayGoOn && (this.#plan.username === undefined || this.maySendSecret)) return undefined;
    return outcomeOf("tls", { kind: "certificate", failure });
  }

  #pinMismatch({ spkiPin }: TlsFacts): Verdict {
    const detail = `the server's key is ${spkiPin ?? "not known"}, the pins are ${this.#plan.pins.join(" and ")}`;
    return outcomeOf("tls", { kind: "finding", code: "PIN_MISMATCH", detail });
  }

  /** Notes why it stays in clear. */
  stayPlain(why: string): void {
    this.#plainWhy = why;
  }

  protection(): Protection {
    if (this.#tls !== undefined) return protectionOf(this.#tls, this.#isPinned);
    if (!this.#isConnected) return { tls: null, why: NO_CONNECTION };
    const ended = this.needsTls ? "it was encrypted" : "anything was sent";
    const why = this.#plainWhy ?? `the connection ended before ${ended}`;
    return { tls: null, why: this.#isLoopback ? `${why}; the server is on this machine` : why };
  }
}

function protectionOf(
  { protocol, cipher, authority, certificateFailure }: TlsFacts,
  isPinned: boolean,
): Protection {
  if (isPinned) return { tls: protocol, cipher, verified: true, by: "pin" };
  if (certificateFailure === undefined) {
    const vouched = authority === undefined ? {} : { authority };
    return { tls: protocol, cipher, verified: true, ...vouched };
  }
  const why = `the certificate was not accepted as proof: ${certificateFailure.message}`;
  return { tls: protocol, cipher, verified: false, why };
}
