import {
  type AddressFamily,
  type Capabilities,
  formatReply,
  type HostName,
  heloNameFor,
  type PortChannel,
  type PortFinding,
  type PortReach,
  parseCapabilities,
  type SmtpReply,
  type TlsProof,
  type TransportFailure,
  tlsProofOf,
} from "@fieldpost/core";
import { isInterrupted, ProbeConnection, type ProbedTls } from "./_probe_connection.ts";
import { failureOf, type ProbeStage, ProbeStop } from "./_probe_stop.ts";
import { showable } from "./_showable.ts";
import type { ProbeLimits } from "./probe_limits.ts";

/** What to probe, and as whom. */
export interface PortProbeOptions {
  /** The host as it is configured: the only name that a certificate may prove (RFC 9525). */
  readonly host: HostName;
  readonly address: string;
  readonly family: AddressFamily;
  readonly port: number;
  readonly heloName: string | undefined;
  /** PEM of a private CA. */
  readonly ca: string | undefined;
  /** Pins of public keys; when there are any they decide whom to trust. */
  readonly pins: readonly string[];
  readonly nowMs: number;
  readonly limits: ProbeLimits;
  readonly signal?: AbortSignal | undefined;
}

/** Where a probe stopped, and why. */
export interface ProbeFailure extends TransportFailure {
  readonly stage: ProbeStage;
}

/** What was found on one port over one address. */
export interface PortProbe {
  readonly port: number;
  readonly family: AddressFamily;
  readonly address: string;
  readonly reach: PortReach;
  readonly connectMs: number;
  /** Which way of beginning the server understood; `undefined` when neither. */
  readonly opening: "implicit" | "plain" | undefined;
  /** What the server sent first in clear, fit to be shown. */
  readonly firstBytes: string;
  readonly greeting: string | undefined;
  readonly tls: ProbedTls | undefined;
  /** What proved that the server is the configured host. */
  readonly proof: TlsProof | undefined;
  readonly offersStartTls: boolean;
  /** What EHLO answered in the most private channel, one keyword with its parameters each. */
  readonly capabilities: readonly string[];
  readonly authBeforeTls: readonly string[];
  readonly authAfterTls: readonly string[];
  /** The largest message in octets; `undefined` when no limit is told. */
  readonly sizeLimitBytes: number | undefined;
  /** What kept the probe from its end. */
  readonly failure: ProbeFailure | undefined;
}

// RFC 8314 section 7.3, and the number that providers use beside it.
const TLS_FIRST_PORTS: readonly number[] = [465, 2465];

const UNREACHABLE_CODES: readonly string[] = [
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EAFNOSUPPORT",
  "EINVAL",
];

/**
 * Looks at one port of a mail server: TCP, greeting, EHLO, TLS from the first byte or by STARTTLS,
 * certificate, what is offered before and inside TLS.
 *
 * Where the usual way to begin fails, the other one is tried once on a new connection. It says EHLO,
 * STARTTLS and QUIT and nothing else: no login, no sender, no content.
 *
 * *Diagnostics*: throws only when `signal` ends it; whatever the server does is in the answer.
 */
export async function probePort(options: PortProbeOptions): Promise<PortProbe> {
  const ways = TLS_FIRST_PORTS.includes(options.port)
    ? (["implicit", "plain"] as const)
    : (["plain", "implicit"] as const);
  const first = await tryOpening(options, ways[0]);
  if (first.reach !== "open" || first.opening !== undefined) return first;
  const second = await tryOpening(options, ways[1]);
  // What failed in the usual way says more than what failed in the unusual one.
  const better = second.opening === undefined ? first : second;
  return { ...better, firstBytes: first.firstBytes || second.firstBytes };
}

/** What a probe means to the decision which port to use. */
export function findingOf(probe: PortProbe): PortFinding {
  const { port, family, reach, tls, proof } = probe;
  return {
    port,
    family,
    reach,
    channel: channelOf(probe),
    isVerified: proof !== undefined,
    authMechanisms: tls === undefined ? probe.authBeforeTls : probe.authAfterTls,
  };
}

function channelOf({ opening, tls, failure }: PortProbe): PortChannel {
  if (opening === undefined || failure !== undefined) return "none";
  if (opening === "implicit") return "implicit";
  return tls === undefined ? "clear" : "starttls";
}

type Opening = "implicit" | "plain";

async function tryOpening(options: PortProbeOptions, opening: Opening): Promise<PortProbe> {
  const look = new PortLook(options, opening);
  try {
    await look.run();
  } finally {
    look.close();
  }
  return look.result();
}

/** One connection to a port, and everything that it showed. */
class PortLook {
  readonly #options: PortProbeOptions;
  readonly #wanted: Opening;
  #connection: ProbeConnection | undefined;
  #stage: ProbeStage = "connect";
  #reach: PortReach = "open";
  #connectMs = 0;
  #greeting: string | undefined;
  #tls: ProbedTls | undefined;
  #before: Capabilities | undefined;
  #after: Capabilities | undefined;
  #failure: ProbeFailure | undefined;

  constructor(options: PortProbeOptions, wanted: Opening) {
    this.#options = options;
    this.#wanted = wanted;
  }

  async run(): Promise<void> {
    try {
      const connection = await this.#connect();
      await this.#converse(connection);
      connection.leave();
    } catch (error) {
      if (isInterrupted(error)) throw error;
      const failure = failureOf(error);
      this.#failure = { stage: this.#stage, ...failure, message: showable(failure.message) };
      if (this.#stage === "connect") this.#reach = reachOf(failure.code);
    }
  }

  close(): void {
    this.#connection?.close();
  }

  result(): PortProbe {
    const { port, family, address, pins } = this.#options;
    const capabilities = this.#after ?? this.#before;
    return {
      port,
      family,
      address,
      reach: this.#reach,
      connectMs: this.#connectMs,
      opening: this.#understood ? this.#wanted : undefined,
      firstBytes: this.#tls === undefined ? (this.#connection?.firstBytes ?? "") : "",
      greeting: this.#greeting,
      tls: this.#tls,
      proof: this.#tls === undefined ? undefined : tlsProofOf(this.#tls, pins),
      offersStartTls: this.#before?.startTls ?? false,
      capabilities: [...(capabilities?.keywords ?? [])].map(([keyword, parameters]) =>
        showable([keyword, ...parameters].join(" ")),
      ),
      authBeforeTls: (this.#before?.authMechanisms ?? []).map(showable),
      authAfterTls: (this.#after?.authMechanisms ?? []).map(showable),
      sizeLimitBytes: capabilities?.sizeLimitBytes,
      failure: this.#failure,
    };
  }

  /** A handshake or a greeting: whatever failed later, this was the way to begin. */
  get #understood(): boolean {
    return this.#wanted === "implicit" ? this.#tls !== undefined : this.#greeting !== undefined;
  }

  async #connect(): Promise<ProbeConnection> {
    const { limits, signal } = this.#options;
    const begun = performance.now();
    const limit = { limitMs: limits.connectMs, signal };
    this.#connection = await ProbeConnection.open(this.#options, limit);
    this.#connectMs = Math.round(performance.now() - begun);
    return this.#connection;
  }

  async #converse(connection: ProbeConnection): Promise<void> {
    if (this.#wanted === "implicit") await this.#secure(connection, "tls");
    this.#stage = "greeting";
    const greeting = await connection.reply(this.#options.limits.greetingMs);
    this.#greeting = showable(formatReply(greeting));
    if (greeting.code !== 220) throw refusal(greeting);
    const capabilities = await this.#ehlo(connection);
    if (this.#wanted === "implicit") this.#after = capabilities;
    else {
      this.#before = capabilities;
      if (capabilities.startTls) await this.#upgrade(connection);
    }
  }

  async #ehlo(connection: ProbeConnection): Promise<Capabilities> {
    this.#stage = "ehlo";
    const { heloName, limits } = this.#options;
    const { localAddress } = connection;
    const name = heloNameFor({ configured: heloName, hostName: undefined, localAddress });
    const reply = await connection.ask(`EHLO ${name}`, limits.replyMs);
    if (reply.code !== 250) throw refusal(reply);
    return parseCapabilities(reply);
  }

  async #upgrade(connection: ProbeConnection): Promise<void> {
    this.#stage = "starttls";
    const reply = await connection.ask("STARTTLS", this.#options.limits.replyMs);
    if (reply.code !== 220) throw refusal(reply);
    if (connection.hasLeftover) {
      const message = "somebody sent text into the connection just before encryption began";
      throw new ProbeStop({ code: "INJECTION", message });
    }
    await this.#secure(connection, "starttls");
    this.#after = await this.#ehlo(connection);
  }

  async #secure(connection: ProbeConnection, stage: ProbeStage): Promise<void> {
    this.#stage = stage;
    const { host, ca, nowMs, limits } = this.#options;
    const limitMs = limits.tlsMs;
    this.#tls = await connection.secure({ host: host.text, ca, nowMs, limitMs });
  }
}

function refusal(reply: SmtpReply): ProbeStop {
  return new ProbeStop({ code: `REPLY_${reply.code}`, message: formatReply(reply) });
}

function reachOf(code: string): PortReach {
  if (code === "ECONNREFUSED") return "refused";
  return UNREACHABLE_CODES.includes(code) ? "unreachable" : "filtered";
}
