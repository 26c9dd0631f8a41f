import type { Answer, Dialogue } from "../engine/dialogue.ts";
import type { SmtpReply } from "../engine/smtp_reply.ts";

/**
 * STARTTLS: after a positive reply the channel speaks TLS (RFC 3207).
 *
 * @param begin Begins the handshake.
 */
export function answerStartTls(dialogue: Dialogue, argument: string, begin: () => void): Answer {
  const refusal = refuse(dialogue, argument);
  return refusal !== undefined
    ? { stage: "starttls", reply: refusal }
    : {
        stage: "starttls",
        reply: { code: 220, status: "2.0.0", text: "Ready to start TLS" },
        commit: () => {
          dialogue.mode = "handshake";
        },
        next: begin,
      };
}

function refuse(dialogue: Dialogue, argument: string): SmtpReply | undefined {
  const { settings, secured } = dialogue;
  if (settings.tls !== "starttls" || settings.hide.has("STARTTLS")) {
    return { code: 502, status: "5.5.1", text: "STARTTLS is not offered" };
  }
  if (secured) {
    return { code: 503, status: "5.5.1", text: "TLS is active" };
  }
  return argument.trim() === ""
    ? undefined
    : { code: 501, status: "5.5.4", text: "STARTTLS takes no argument" };
}
