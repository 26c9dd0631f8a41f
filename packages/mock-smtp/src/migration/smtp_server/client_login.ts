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

const CONTROL_REGEXP = /[\0-\x1f\x7f-\x9f]/;
const INVALID_USER: SmtpReply = { code: 500, status: "5.5.2", text: "Error: invalid userdata" };

type Judged = { readonly reply: SmtpReply } | { readonly step: AuthStep };

/** Leads AUTH, with `onAuth` as the judge. */
export class ClientLogin {
  readonly #dialogue: Dialogue;
  readonly #session: SMTPServerSession;
  readonly #handlers: SMTPServerHandlers;
  #mechanism: AuthMechanism = "PLAIN";
  #plain: PlainResponse | undefined;
  #step: (AuthStep & { readonly kind: "challenge" }) | undefined;

  constructor(dialogue: Dialogue, session: SMTPServerSession, handlers: SMTPServerHandlers) {
    this.#dialogue = dialogue;
    this.#session = session;
    this.#handlers = handlers;
  }

  /** Answers AUTH itself. */
  async open(argument: string): Promise<Answer> {
    const [name = "", initial = "", ...rest] = argument.trim().split(/ +/);
    const isPlain = name.toUpperCase() === "PLAIN" && initial !== "" && rest.length === 0;
    this.#plain = isPlain ? readPlain(initial) : undefined;
    const opening = openAuth(
      this.#dialogue,
      this.#plain === undefined ? argument : `PLAIN ${this.#plain.line}`,
    );
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
    if (step.data === "Username:" && CONTROL_REGEXP.test(fromBase64(line))) {
      return refusal(INVALID_USER);
    }
    this.#plain = this.#mechanism === "PLAIN" ? readPlain(line) : undefined;
    const next = continueAuth(step, this.#plain?.line ?? line);
    return "code" in next ? refusal(next) : this.#answer(next, { challenge: step.data, line });
  }

  async #answer(step: AuthStep, exchange?: Exchange): Promise<Answer> {
    if (step.kind === "claim") {
      if (CONTROL_REGEXP.test(step.claim.identity)) {
        return refusal(INVALID_USER);
      }
      const { authzid, authcid } = this.#plain ?? {};
      const judged = await this.#judge(step, {
        ...authentication(step.claim, exchange),
        ...(authzid !== undefined && authcid !== undefined && { authzid, authcid }),
      });
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

/** A response of PLAIN as it came, and the line that the mechanism is given for it. */
interface PlainResponse {
  readonly authzid: string;
  readonly authcid: string;
  readonly line: string;
}

/** Some clients put the user into the first field and leave the second empty. */
function readPlain(line: string): PlainResponse | undefined {
  const [authzid, authcid, secret, ...rest] = fromBase64(line).split("\0");
  if (authzid === undefined || authcid === undefined || secret === undefined || rest.length > 0) {
    return undefined;
  }
  const told = [authzid, authcid === "" ? authzid : authcid, secret].join("\0");
  return { authzid, authcid, line: Buffer.from(told, "utf8").toString("base64") };
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
  const line = fromBase64(exchange?.line ?? "");
  const challengeResponse = line.slice(line.lastIndexOf(" ") + 1).toLowerCase();
  return {
    challenge,
    challengeResponse,
    validatePassword: (secret) =>
      createHmac("md5", secret).update(challenge).digest("hex") === challengeResponse,
  };
}

function fromBase64(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}
