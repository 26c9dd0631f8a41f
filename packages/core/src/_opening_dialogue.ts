import type { Channel } from "./_channel.ts";
import { LoginDialogue } from "./_login_dialogue.ts";
import type { SessionWire } from "./_session_wire.ts";
import { type Capabilities, NO_CAPABILITIES, parseCapabilities } from "./capabilities.ts";
import type { ConnectionPlan } from "./connection_plan.ts";
import { heloNameFor } from "./helo_name.ts";
import { outcomeOf } from "./outcome_of.ts";
import type { SaslCrypto } from "./sasl_crypto.ts";
import type { Secret } from "./secret.ts";
import type { TlsFacts } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { OutcomeCode, Verdict } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

const HELO_UNKNOWN: readonly number[] = [500, 502];
const HELO_NAME_REFUSED: readonly number[] = [501, 504, 550];
const STRIPPED_REGEXP = /^X{4,}A?$/i;

/** What opening a session needs. */
export interface OpeningOptions {
  readonly wire: SessionWire;
  readonly channel: Channel;
  readonly plan: ConnectionPlan;
  readonly secret: Secret | undefined;
  readonly secretProblem?: string | undefined;
  readonly crypto: SaslCrypto;
  /** Whether a login is made; without one everything else about it is judged all the same. */
  readonly logsIn: boolean;
  /** Called once, when transactions may begin. */
  readonly ready: () => void;
  /** Called once, when they never will. */
  readonly fail: (failure: Verdict) => void;
}

/**
 * Everything before the first transaction: TLS, greeting, EHLO or HELO, STARTTLS, login, in the
 * order that the plan's mode asks for (tables B to E).
 */
export class OpeningDialogue {
  readonly #options: OpeningOptions;
  readonly #plan: ConnectionPlan;
  readonly #wire: SessionWire;
  readonly #channel: Channel;
  #capabilities: Capabilities = NO_CAPABILITIES;
  #triedAddressLiteral = false;

  constructor(options: OpeningOptions) {
    this.#options = options;
    this.#plan = options.plan;
    this.#wire = options.wire;
    this.#channel = options.channel;
  }

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  connected(addresses: { localAddress: string; remoteAddress: string }): void {
    this.#channel.connect(addresses);
    this.#wire.record("note", `connected to ${addresses.remoteAddress} port ${this.#plan.port}`);
    if (this.#plan.mode === "implicit") this.#startTls("tls");
    else this.#expectGreeting();
  }

  #startTls(stage: "tls" | "starttls"): void {
    this.#wire.waitFor(stage);
    this.#wire.effect({ kind: "startTls" });
  }

  tlsEstablished(tls: TlsFacts): void {
    this.#wire.record("note", `encrypted with ${tls.protocol} ${tls.cipher}`);
    const failure = this.#channel.secure(tls);
    if (failure !== undefined) this.#options.fail(failure);
    else if (this.#plan.mode === "implicit") this.#expectGreeting();
    else this.#ehlo(this.#heloName());
  }

  #expectGreeting(): void {
    this.#wire.expect("greeting", (reply) => {
      if (reply.code === 220) this.#ehlo(this.#heloName());
      else this.#refusedBy("greeting", reply);
    });
  }

  #heloName(): string {
    return this.#plan.heloName ?? this.#addressLiteral();
  }

  #addressLiteral(): string {
    this.#triedAddressLiteral = true;
    const { localAddress } = this.#channel;
    return heloNameFor({ configured: undefined, hostName: undefined, localAddress });
  }

  #ehlo(name: string): void {
    // What was learned before TLS is forgotten: it may have been forged (rule V3).
    this.#capabilities = NO_CAPABILITIES;
    this.#wire.command(`EHLO ${name}`, "ehlo", (reply) => this.#onEhlo(reply, name));
  }

  #onEhlo(reply: SmtpReply, name: string): void {
    if (reply.code === 250) {
      this.#capabilities = parseCapabilities(reply);
      this.#afterEhlo();
    } else if (HELO_NAME_REFUSED.includes(reply.code) && !this.#triedAddressLiteral) {
      this.#ehlo(this.#addressLiteral());
    } else if (HELO_UNKNOWN.includes(reply.code) && this.#mayUseHelo()) this.#helo(name);
    else this.#refusedBy("ehlo", reply);
  }

  #mayUseHelo(): boolean {
    const { isSecured, needsTls } = this.#channel;
    return !isSecured && !needsTls && this.#plan.username === undefined;
  }

  #helo(name: string): void {
    this.#wire.command(`HELO ${name}`, "ehlo", (reply) => {
      if (reply.code !== 250) return this.#refusedBy("ehlo", reply);
      this.#channel.stayPlain("the server knows no EHLO and so no STARTTLS");
      this.#options.ready();
    });
  }

  #afterEhlo(): void {
    const { mode } = this.#plan;
    if (this.#channel.isSecured) this.#logIn();
    else if (mode === "plain") {
      this.#channel.stayPlain("encryption is switched off in the settings");
      this.#logIn();
    } else if (this.#capabilities.startTls) this.#sendStartTls();
    else if (this.#channel.guardsStartTls) {
      this.#find("DOWNGRADE", "starttls", "STARTTLS was offered before");
    } else if (mode === "starttls-may") {
      this.#channel.stayPlain("the server does not offer STARTTLS");
      this.#logIn();
    } else this.#missStartTls();
  }

  #missStartTls(): void {
    const residue = [...this.#capabilities.keywords.keys()].find((k) => STRIPPED_REGEXP.test(k));
    if (residue === undefined) this.#find("STARTTLS_NOT_OFFERED", "starttls");
    else this.#find("STARTTLS_STRIPPED", "starttls", `the answer to EHLO contains "${residue}"`);
  }

  #sendStartTls(): void {
    this.#wire.command("STARTTLS", "starttls", (reply) => {
      if (reply.code === 220) this.#startTls("starttls");
      else this.#refusedBy("starttls", reply);
    });
  }

  #logIn(): void {
    const { username, login, tokenFile, host, port } = this.#plan;
    if (username === undefined) return this.#options.ready();
    const offered = this.#capabilities.authMechanisms;
    if (offered.length === 0 && login === "if-offered") return this.#options.ready();
    if (!this.#channel.maySendSecret) return this.#find("CREDENTIALS_WOULD_LEAK", "auth");
    if (offered.length === 0) return this.#find("AUTH_NOT_OFFERED", "auth");
    const { secret, secretProblem, crypto, logsIn, ready, fail } = this.#options;
    if (!logsIn) return ready();
    if (secret === undefined) return this.#find("SECRET_MISSING", "auth", secretProblem);
    new LoginDialogue(this.#wire, {
      identity: { username, secret: secret.reveal(), host: host.text, port },
      isToken: tokenFile !== undefined,
      offered,
      exposed: this.#channel.isExposed,
      crypto,
      done: (failure) => (failure === undefined ? ready() : fail(failure)),
    }).begin();
  }

  #refusedBy(stage: SubmissionStage, reply: SmtpReply): void {
    const cause = { kind: "reply", reply: this.#wire.masked(reply) } as const;
    this.#options.fail(outcomeOf(stage, cause));
  }

  #find(code: OutcomeCode, stage: SubmissionStage, detail?: string): void {
    const cause = { kind: "finding", code } as const;
    this.#options.fail(outcomeOf(stage, detail === undefined ? cause : { ...cause, detail }));
  }
}
