import type { FaultAct } from "../faults/fault_rule.ts";
import type { Answer } from "./dialogue.ts";
import { formatReply, isPositive, type SmtpReply } from "./smtp_reply.ts";

/** What is said when a fault strikes, and whether the command works all the same. */
export interface FaultSpeech {
  readonly data: Buffer;
  readonly takesEffect: boolean;
  /** The reply, if it is a refusal. */
  readonly refusal: string | null;
}

/** Decides what a fault says in place of an answer. */
export function faultSpeech(act: FaultAct, answer: Answer, withStatus: boolean): FaultSpeech {
  if (act.bytes !== undefined) {
    const data =
      typeof act.bytes === "string" ? Buffer.from(act.bytes, "latin1") : Buffer.from(act.bytes);
    return speech(data, act.takeEffect ?? (answer.reply === null && act.drop === undefined));
  }
  if (typeof act.reply === "string") {
    const text = `${act.reply.split(/\r?\n/).join("\r\n")}\r\n`;
    const refuses = /^[45]/.test(text);
    const data = Buffer.from(text, "utf8");
    return { ...speech(data, act.takeEffect ?? !refuses), refusal: refuses ? text : null };
  }
  if (act.reply === null || act.drop !== undefined) {
    return speech(Buffer.alloc(0), act.takeEffect ?? false);
  }
  return ownSpeech(act, answer, withStatus);
}

function speech(data: Buffer, takesEffect: boolean): FaultSpeech {
  return { data, takesEffect, refusal: null };
}

/** The answer's own reply, with extensions hidden or added. */
function ownSpeech(act: FaultAct, answer: Answer, withStatus: boolean): FaultSpeech {
  if (answer.reply === null) {
    return speech(Buffer.alloc(0), true);
  }
  const reply = answer.stage === "ehlo" ? alterExtensions(act, answer.reply) : answer.reply;
  const text = formatReply(reply, withStatus);
  const refusal = isPositive(reply) ? null : text;
  return { data: Buffer.from(text, "utf8"), takesEffect: true, refusal };
}

function alterExtensions(act: FaultAct, reply: SmtpReply): SmtpReply {
  const [hello = "", ...lines] = [reply.text].flat();
  const hidden: readonly string[] = act.hide ?? [];
  const kept = lines.filter((line) => !hidden.includes(line.split(" ")[0] ?? ""));
  return { ...reply, text: [hello, ...kept, ...(act.announce ?? [])] };
}
