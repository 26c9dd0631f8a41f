import { createHmac } from "node:crypto";
import type { AuthMechanism } from "../../auth/auth_mechanisms.ts";
import type { AuthClaim, AuthStep } from "../../auth/auth_step.ts";
import { answerAuthStep, continueAuth, openAuth } from "../../commands/auth_command.ts";
import type { Answer, Dialogue } from "../../engine/dialogue.ts";
import type { SmtpReply } from "../../engine/smtp_reply.ts";
import { errorReply, handlerAnswer, oneLine } from "./handler_answer.ts";
import type {
  SMTPServerAuthentication,
  SMTPServerAuthenticationResponse,
  SMTPServerHandlers,
  SMTPServerSession,
} from "./smtp_server_options.ts";

type Judged = { readonly reply: SmtpReply } | { readonly step: AuthStep };

/** Leads AUTH, with `onAuth` as the judge. */
export class ClientLogin {
  readonly #dialogue: Dialogue;
  readonly #session: SMTPServerSession;
  readonly #handlers: SMTPServerHandlers;
  #mechanism: AuthMechanism = "PLAIN";
  #step: (AuthStep & { readonly kind: "challenge" }) | undefined;

  constructor(dialogue: Dialogue, session: SMTPServerSession, handlers: SMTPServerHandlers) {
    this.#dialogue = dialogue;
    this.#session = session;
    this.#handlers = handlers;
  }

  /** Answers AUTH itself. */
  async open(argument: string): Promise<Answer> {
    const opening = openAuth(this.#dialogue, argument);
    if ("answer" in opening) {
      return opening.answer;
    }
    this.#mechanism = opening.mechanism;
    return this.#answer(opening.step);
  }

  /** Answers the client's next line. */
  async continue(line: string): Promise<Answer> {
    const step = this.#step;
    this.#dialogue.mode = "command";
    this.#step = undefined;
    if (step === undefined) {
      return refusal({ code: 503, status: "5.5.1", text: "No exchange is under way" });
    }
    const next = continueAuth(step, line);
    return "code" in next ? refusal(next) : this.#answer(next, { challenge: step.data, line });
  }

  async #answer(step: AuthStep, exchange?: Exchange): Promise<Answer> {
    if (step.kind === "claim") {
      const judged = await this.#judge(step, authentication(step.claim, exchange));
      return "reply" in judged ? refusal(judged.reply) : this.#answer(judged.step);
    }
    if (step.kind === "challenge") {
      this.#step = step;
    }
    return {
      ...answerAuthStep(this.#dialogue, this.#mechanism, step),
      ...(step.kind === "challenge" && {
        commit: () => {
          this.#dialogue.mode = "auth";
        },
      }),
    };
  }

  async #judge(
    step: AuthStep & { readonly kind: "claim" },
    auth: SMTPServerAuthentication,
  ): Promise<Judged> {
    const { error, value } = await handlerAnswer<SMTPServerAuthenticationResponse>((callback) =>
      this.#handlers.onAuth(auth, this.#session, callback),
    );
    if (error !== undefined) {
      return { reply: errorReply(error, 535) };
    }
    if (value?.user) {
      this.#session.user = value.user;
      return { step: { kind: "accepted", identity: step.claim.identity } };
    }
    return value?.data !== undefined && auth.method === "XOAUTH2"
      ? { step: tokenRefusal(step.claim.identity, value.data) }
      : { reply: secretRefusal(value) };
  }
}

interface Exchange {
  readonly challenge: string;
  /** The client's line, in base64. */
  readonly line: string;
}

function refusal(reply: SmtpReply): Answer {
  return { stage: "auth", reply };
}

function secretRefusal(response: SMTPServerAuthenticationResponse | undefined): SmtpReply {
  return {
    code: response?.responseCode ?? 535,
    status: "5.7.8",
    text: oneLine(response?.message ?? "Error: Authentication credentials invalid"),
  };
}

/** XOAUTH2 explains a refusal in a challenge; whatever the client answers, the 535 follows. */
function tokenRefusal(identity: string, data: object): AuthStep {
  return {
    kind: "challenge",
    data: JSON.stringify(data),
    next: () => ({ kind: "refused", identity }),
  };
}

function authentication(
  claim: AuthClaim,
  exchange: Exchange | undefined,
): SMTPServerAuthentication {
  const common = { username: claim.identity, validatePassword: () => false };
  switch (claim.mechanism) {
    case "XOAUTH2":
      return { ...common, method: "XOAUTH2", accessToken: claim.secret ?? "" };
    case "CRAM-MD5":
      return { ...common, method: "CRAM-MD5", ...cramFields(exchange) };
    default: {
      const method = claim.mechanism === "LOGIN" ? "LOGIN" : "PLAIN";
      return { ...common, method, password: claim.secret ?? "" };
    }
  }
}

function cramFields(
  exchange: Exchange | undefined,
): Pick<SMTPServerAuthentication, "challenge" | "challengeResponse" | "validatePassword"> {
  const challenge = exchange?.challenge ?? "";
  const line = Buffer.from(exchange?.line ?? "", "base64").toString("utf8");
  const challengeResponse = line.slice(line.lastIndexOf(" ") + 1).toLowerCase();
  return {
    challenge,
    challengeResponse,
    validatePassword: (secret) =>
      createHmac("md5", secret).update(challenge).digest("hex") === challengeResponse,
  };
}
