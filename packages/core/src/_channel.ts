import type { ConnectionPlan } from "./connection_plan.ts";
import { isLoopbackAddress } from "./host_name.ts";
import { outcomeOf } from "./outcome_of.ts";
import type { TlsFacts } from "./session_observation.ts";
import type { Protection, Verdict } from "./submission_outcome.ts";

/**
 * What is known about the connection's privacy, and what may therefore go over it (rules V1, V2, V8).
 */
export class Channel {
  readonly #plan: ConnectionPlan;
  #localAddress = "";
  #isLoopback = false;
  #isConnected = false;
  #tls: TlsFacts | undefined;
  #plainWhy: string | undefined;

  constructor(plan: ConnectionPlan) {
    this.#plan = plan;
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
    return this.#tls === undefined || this.#tls.certificateFailure !== undefined;
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
    const failure = tls.certificateFailure;
    if (failure === undefined || this.#plan.skipVerificationDangerous) return undefined;
    const mayGoOn = this.#plan.mode === "starttls-may";
    if (mayGoOn && (this.#plan.username === undefined || this.maySendSecret)) return undefined;
    return outcomeOf("tls", { kind: "certificate", failure });
  }

  /** Notes why it stays in clear. */
  stayPlain(why: string): void {
    this.#plainWhy = why;
  }

  protection(): Protection {
    if (this.#tls !== undefined) return protectionOf(this.#tls);
    if (!this.#isConnected) return { tls: null, why: "no connection was made" };
    const ended = this.needsTls ? "it was encrypted" : "anything was sent";
    const why = this.#plainWhy ?? `the connection ended before ${ended}`;
    return { tls: null, why: this.#isLoopback ? `${why}; the server is on this machine` : why };
  }
}

function protectionOf({ protocol, cipher, certificateFailure }: TlsFacts): Protection {
  if (certificateFailure === undefined) return { tls: protocol, cipher, verified: true };
  const why = `the certificate was not accepted as proof: ${certificateFailure.message}`;
  return { tls: protocol, cipher, verified: false, why };
}
