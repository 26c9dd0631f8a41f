import type { Answer, Dialogue } from "../engine/dialogue.ts";

/** RSET: forgets the transaction. */
export function answerRset(dialogue: Dialogue): Answer {
  return {
    stage: "other",
    reply: { code: 250, status: "2.0.0", text: "Ok" },
    commit: () => {
      dialogue.transaction = undefined;
    },
  };
}

/** NOOP. */
export function answerNoop(): Answer {
  return { stage: "other", reply: { code: 250, status: "2.0.0", text: "Ok" } };
}

/** VRFY: neither confirms nor denies (RFC 5321, 7.3). */
export function answerVrfy(argument: string): Answer {
  return argument.trim() === ""
    ? { stage: "other", reply: { code: 501, status: "5.5.4", text: "VRFY needs an address" } }
    : {
        stage: "other",
        reply: { code: 252, status: "2.1.5", text: "Cannot verify, but will accept and capture" },
      };
}

/** HELP. */
export function answerHelp(): Answer {
  return {
    stage: "other",
    reply: {
      code: 214,
      status: "2.0.0",
      text: [
        "A capture server: it keeps messages and delivers none",
        "EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT STARTTLS AUTH",
      ],
    },
  };
}

/** A verb that is not known. */
export function answerUnknown(): Answer {
  return {
    stage: "other",
    reply: { code: 500, status: "5.5.2", text: "Unrecognized command" },
    // Without the line: it may be a secret that its sender thought to be asked for.
    reason: "the line begins with no known command",
  };
}
