import type { SessionWire } from "./_session_wire.ts";
import { chooseMechanism } from "./choose_mechanism.ts";
import { outcomeOf } from "./outcome_of.ts";
import type { SaslCrypto } from "./sasl_crypto.ts";
import type { SaslExchange, SaslMechanism } from "./sasl_exchange.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import { type SaslIdentity, startSasl } from "./start_sasl.ts";
import type { Verdict } from "./submission_outcome.ts";

/** Octets of a command line, CRLF included; a longer initial response waits for its 334. */
const COMMAND_LINE_LIMIT = 512;

const MASK = "****";

/** What a login needs to know. */
export interface LoginOptions {
  readonly identity: SaslIdentity;
  readonly offered: readonly string[];
  readonly exposed: boolean;
  /** Whether the secret is an access token. */
  readonly isToken: boolean;
  readonly crypto: SaslCrypto;
  /** Called once, with the verdict of a login that failed. */
  readonly done: (failure: Verdict | undefined) => void;
}

/**
 * Logs in: chooses a mechanism, plays the exchange, masks every word of it.
 *
 * A mechanism that the server turns out not to have (504) is followed by the next one; a refused
 * secret is not tried a second time, because providers lock accounts.
 *
 * @see RFC 4954 section 4
 */
export class LoginDialogue {
  readonly #wire: SessionWire;
  readonly #options: LoginOptions;
  readonly #refused: SaslMechanism[] = [];

  constructor(wire: SessionWire, options: LoginOptions) {
    this.#wire = wire;
    this.#options = options;
  }

  begin(): void {
    const { offered, exposed, isToken, identity, crypto } = this.#options;
    const refused = this.#refused;
    const mechanism = chooseMechanism(offered, { exposed, isToken, refused });
    if (mechanism === undefined) {
      this.#fail("NO_COMMON_MECHANISM", `the server offers ${offered.join(", ")}`);
      return;
    }
    this.#start(startSasl(mechanism, identity, crypto));
  }

  #start(exchange: SaslExchange): void {
    const command = `AUTH ${exchange.mechanism}`;
    const whole = exchange.initial === undefined ? command : `${command} ${exchange.initial}`;
    if (whole === command || whole.length + 2 > COMMAND_LINE_LIMIT) {
      this.#send(command, command, exchange, exchange.initial);
    } else this.#send(whole, `${command} ${MASK}`, exchange, undefined);
  }

  #send(line: string, shown: string, exchange: SaslExchange, pending: string | undefined): void {
    this.#wire.command(line, "auth", (reply) => this.#onReply(reply, exchange, pending), shown);
  }

  #onReply(reply: SmtpReply, exchange: SaslExchange, pending: string | undefined): void {
    if (reply.code === 334) this.#answer(reply, exchange, pending);
    else if (reply.code === 235) this.#onSuccess(reply, exchange);
    else if (reply.code === 504) this.#tryNext(reply, exchange.mechanism);
    else this.#refuse(reply);
  }

  #answer(reply: SmtpReply, exchange: SaslExchange, pending: string | undefined): void {
    const step =
      pending === undefined
        ? exchange.respond(reply.lines.join(""))
        : ({ kind: "respond", text: pending } as const);
    if (step.kind === "respond") this.#send(step.text, MASK, exchange, undefined);
    else {
      // The lone star cancels the exchange; the server answers 501 and we stop.
      this.#wire.command("*", "auth", () => this.#fail("AUTH_EXCHANGE_FAILED", step.why));
    }
  }

  #onSuccess(reply: SmtpReply, exchange: SaslExchange): void {
    if (exchange.acceptsSuccess(reply.lines[0] ?? "")) this.#options.done(undefined);
    else {
      this.#fail("AUTH_EXCHANGE_FAILED", "the server did not prove that it knows the secret");
    }
  }

  #tryNext(reply: SmtpReply, mechanism: SaslMechanism): void {
    this.#refused.push(mechanism);
    const { offered, exposed, isToken } = this.#options;
    const next = chooseMechanism(offered, { exposed, isToken, refused: this.#refused });
    if (next === undefined) this.#refuse(reply);
    else this.begin();
  }

  #refuse(reply: SmtpReply): void {
    this.#options.done(outcomeOf("auth", { kind: "reply", reply: this.#wire.masked(reply) }));
  }

  #fail(code: "NO_COMMON_MECHANISM" | "AUTH_EXCHANGE_FAILED", detail: string): void {
    this.#options.done(outcomeOf("auth", { kind: "finding", code, detail }));
  }
}
