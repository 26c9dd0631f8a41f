import {
  AUTH_MECHANISMS,
  type AuthMechanism,
  offeredMechanisms,
  startMechanism,
} from "../auth/auth_mechanisms.ts";
import type { AuthStep } from "../auth/auth_step.ts";
import { type Answer, type Dialogue, warn } from "../engine/dialogue.ts";
import { strictReply } from "../engine/protocol_warning.ts";
import type { SmtpReply } from "../engine/smtp_reply.ts";

const BASE64_REGEXP = /^[A-Za-z0-9+/]*={0,2}$/;

/** What follows an AUTH command: a finished answer, or a mechanism's first step. */
export type AuthOpening =
  | { readonly answer: Answer }
  | { readonly mechanism: AuthMechanism; readonly step: AuthStep };

/** AUTH: checks that it may be used now and starts the mechanism (RFC 4954, 4). */
export function openAuth(dialogue: Dialogue, argument: string): AuthOpening {
  const [name = "", initial, ...rest] = argument.trim().split(/ +/);
  const refusal = refuseAuth(dialogue, name, rest.length > 0);
  if (refusal !== undefined) {
    return { answer: { stage: "auth", reply: refusal } };
  }
  const mechanism = tryMechanism(dialogue, name);
  if (mechanism === undefined) {
    const reply = { code: 504, status: "5.5.4", text: "Unrecognized authentication type" };
    return { answer: { stage: "auth", reply } };
  }
  const inClear = dialogue.secured ? undefined : warnInClear(dialogue, mechanism);
  if (inClear !== undefined) {
    return { answer: inClear };
  }
  const decoded = initial === undefined ? undefined : tryDecode(initial === "=" ? "" : initial);
  return initial !== undefined && decoded === undefined
    ? { answer: { stage: "auth", reply: BASE64_REPLY } }
    : { mechanism, step: startMechanism(mechanism, dialogue.settings.credentials, decoded) };
}

/** Notes it, or refuses where that is strict. */
function warnInClear(dialogue: Dialogue, mechanism: AuthMechanism): Answer | undefined {
  const message = `AUTH ${mechanism} was used without TLS`;
  if (dialogue.settings.strict) {
    return { stage: "auth", reply: strictReply({ code: "auth-in-clear", message }) };
  }
  warn(dialogue, "auth-in-clear", message);
  return undefined;
}

const BASE64_REPLY: SmtpReply = { code: 501, status: "5.5.2", text: "Invalid base64" };

function refuseAuth(dialogue: Dialogue, name: string, tooMuch: boolean): SmtpReply | undefined {
  const { settings, record, secured, transaction } = dialogue;
  if (settings.hide.has("AUTH")) {
    return { code: 502, status: "5.5.1", text: "AUTH is not offered" };
  }
  if (record.auth !== null) {
    return { code: 503, status: "5.5.1", text: "Already authenticated" };
  }
  if (transaction !== undefined) {
    return { code: 503, status: "5.5.1", text: "AUTH is not permitted during a transaction" };
  }
  if (settings.authNeedsTls && !secured) {
    return { code: 538, status: "5.7.11", text: "Encryption required for authentication" };
  }
  return name === "" || tooMuch
    ? { code: 501, status: "5.5.4", text: "AUTH needs a mechanism and at most one response" }
    : undefined;
}

function tryMechanism(dialogue: Dialogue, name: string): AuthMechanism | undefined {
  const { authMechanisms, credentials } = dialogue.settings;
  const offered = offeredMechanisms(authMechanisms, credentials);
  const wanted = AUTH_MECHANISMS.find((it) => it === name.toUpperCase());
  return wanted !== undefined && offered.includes(wanted) ? wanted : undefined;
}

/** Decodes base64 in its strict form. */
function tryDecode(text: string): Buffer | undefined {
  return text.length % 4 === 0 && BASE64_REGEXP.test(text)
    ? Buffer.from(text, "base64")
    : undefined;
}

/** Continues a mechanism with the client's line, or says why the exchange is over. */
export function continueAuth(
  step: AuthStep & { readonly kind: "challenge" },
  line: string,
): AuthStep | SmtpReply {
  if (line === "*") {
    return { code: 501, status: "5.7.0", text: "Authentication cancelled" };
  }
  const decoded = tryDecode(line);
  return decoded === undefined ? BASE64_REPLY : step.next(decoded);
}

/** The answer that a step asks for; a claim must have been judged before. */
export function answerAuthStep(
  dialogue: Dialogue,
  mechanism: AuthMechanism,
  step: Exclude<AuthStep, { readonly kind: "claim" }>,
): Answer {
  switch (step.kind) {
    case "challenge":
      return {
        stage: "auth",
        reply: { code: 334, text: Buffer.from(step.data, "utf8").toString("base64") },
      };
    case "accepted":
      return {
        stage: "auth",
        reply: { code: 235, status: "2.7.0", text: "Authentication successful" },
        commit: () => {
          dialogue.record.auth = { mechanism, identity: step.identity };
        },
      };
    case "refused":
      return {
        stage: "auth",
        reply: { code: 535, status: "5.7.8", text: "Authentication credentials invalid" },
        reason: `${mechanism} did not prove to be "${step.identity}"`,
      };
    case "malformed":
      return {
        stage: "auth",
        reply: { code: 501, status: "5.5.2", text: "Cannot read the response" },
        reason: step.reason,
      };
  }
}
