import type { FaultAct, FaultPoint, FaultRule } from "../faults/fault_rule.ts";
import { type Answer, type Dialogue, warn } from "./dialogue.ts";
import { faultSpeech } from "./fault_speech.ts";
import { strictReply } from "./protocol_warning.ts";
import type { SmtpEffect } from "./smtp_effect.ts";
import { formatReply, isPositive, replyLine } from "./smtp_reply.ts";

/** Who decides whether a fault strikes. */
export interface FaultSource {
  readonly isEmpty: boolean;
  strike(point: FaultPoint): FaultRule | undefined;
  /** The byte counts of content at which `strike` wants to be asked. */
  contentMarks(): readonly number[];
}

/** A fault that is due when the client's TLS hello comes. */
interface AwaitedHello {
  readonly rule: FaultRule;
  readonly answer: Answer;
}

const DEFAULT_PAUSE_MS = 5;

/**
 * The way every answer takes to the client: faults first, then effect, then speech, then what
 * follows. It can stop halfway, when a fault wants to wait.
 */
export class ReplyPipeline {
  readonly #dialogue: Dialogue;
  readonly #faults: FaultSource;
  #effects: SmtpEffect[] = [];
  #out = "";
  #command: string | null = null;
  #resume: (() => void) | undefined;
  #awaitedHello: AwaitedHello | undefined;

  constructor(dialogue: Dialogue, faults: FaultSource) {
    this.#dialogue = dialogue;
    this.#faults = faults;
  }

  /** Whether an answer is waiting halfway; the client's bytes must wait, too. */
  get isSuspended(): boolean {
    return this.#resume !== undefined;
  }

  /** Notes what the client said, which the next failure is attributed to. */
  heard(line: string, isCommand = true): void {
    this.#command = isCommand ? line : null;
    this.#dialogue.record.spokeInTls = this.#dialogue.secured;
    this.#dialogue.record.note("client", line);
  }

  /** Makes an answer true and says it, or does what a fault wants instead. */
  conclude(wanted: Answer): void {
    const answer = this.#dialogue.settings.strict ? refuseIrregular(wanted) : wanted;
    const rule = this.#faults.isEmpty ? undefined : this.#faults.strike(this.#point(answer));
    if (rule === undefined) {
      this.#settle(answer);
    } else if (answer.stage === "handshake" && needsHello(rule.act)) {
      this.#awaitedHello = { rule, answer };
    } else {
      this.#enact(rule, answer);
    }
  }

  /** The client's TLS hello came, though no handshake has begun. */
  helloArrived(): void {
    const awaited = this.#awaitedHello;
    this.#awaitedHello = undefined;
    if (awaited !== undefined) {
      this.#enact(awaited.rule, awaited.answer);
    }
  }

  /** Whether a fault waits for the client's TLS hello. */
  get awaitsHello(): boolean {
    return this.#awaitedHello !== undefined;
  }

  /** Goes on after a `sleep`. */
  wake(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  /** Gives up what is waiting halfway. */
  abandon(): void {
    this.#resume = undefined;
    this.#awaitedHello = undefined;
  }

  /** Adds an effect after everything said so far. */
  emit(effect: SmtpEffect): void {
    this.#flush();
    this.#effects.push(effect);
  }

  /** Takes the effects since the last time. */
  takeEffects(): readonly SmtpEffect[] {
    this.#flush();
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  #settle(answer: Answer): void {
    const { reply } = answer;
    this.#takeEffect(answer);
    if (reply !== null) {
      const text = formatReply(reply, !this.#dialogue.settings.hide.has("ENHANCEDSTATUSCODES"));
      const isOneLine = typeof reply.text === "string" && answer.copies === undefined;
      this.#say(isOneLine ? text : text.repeat(answer.copies ?? 1), isOneLine);
      if (!isPositive(reply)) {
        this.#noteRefusal(answer, text, answer.reason ?? [reply.text].flat().join(" "));
      }
    }
    this.#followUp(answer);
  }

  #takeEffect(answer: Answer): void {
    answer.commit?.();
    if (answer.irregular !== undefined) {
      for (const { code, message } of answer.irregular) {
        warn(this.#dialogue, code, message);
      }
    }
    if (answer.message !== undefined) {
      // Stored before the 250 is even formed: a 250 never stands for a message that is not there.
      this.#effects.push({ kind: "store", message: answer.message });
    }
  }

  #followUp(answer: Answer): void {
    if (answer.message !== undefined) {
      this.#dialogue.record.messageCount++;
      this.emit({ kind: "publish", message: answer.message });
      if (!this.#faults.isEmpty) {
        const { envelope } = answer.message;
        this.conclude({
          stage: "accepted",
          reply: null,
          sender: envelope.from,
          recipients: envelope.recipients.map((it) => it.address),
        });
      }
    }
    answer.next?.();
  }

  #enact(rule: FaultRule, answer: Answer): void {
    const { record } = this.#dialogue;
    const name = rule.name ?? rule.when.stage;
    record.fire({ rule: name, stage: answer.stage, act: rule.act, atMs: record.elapsedMs() });
    if (rule.act.throttleBytesPerSecond !== undefined) {
      this.emit({ kind: "throttle", bytesPerSecond: rule.act.throttleBytesPerSecond });
    }
    this.#after(rule.act.delayMs, () => this.#enactSpeech(rule.act, answer));
  }

  #enactSpeech(act: FaultAct, answer: Answer): void {
    if (act.hang === true) {
      this.#dialogue.mode = "hung";
      return;
    }
    const withStatus = !this.#dialogue.settings.hide.has("ENHANCEDSTATUSCODES");
    const speech = faultSpeech(act, answer, withStatus);
    if (speech.takesEffect) {
      this.#takeEffect(answer);
    }
    if (speech.refusal !== null) {
      this.#noteRefusal(answer, speech.refusal, "a fault refused it");
    }
    const data = Buffer.concat(Array.from({ length: answer.copies ?? 1 }, () => speech.data));
    this.#speak(data, act, () => this.#finish(act, answer, speech.takesEffect));
  }

  #finish(act: FaultAct, answer: Answer, tookEffect: boolean): void {
    if (act.drop !== undefined) {
      this.#drop(act.drop, answer, tookEffect);
    } else if (tookEffect) {
      this.#followUp(answer);
    }
  }

  /** A message that was stored is shown even though its sender never hears of it. */
  #drop(how: "fin" | "rst", answer: Answer, tookEffect: boolean): void {
    const { record } = this.#dialogue;
    if (tookEffect && answer.message !== undefined) {
      record.messageCount++;
      this.emit({ kind: "publish", message: answer.message });
    }
    record.fail(answer.stage, `a fault dropped the connection (${how})`, this.#command, null);
    record.ending ??= "server-closed";
    this.#dialogue.mode = "over";
    this.emit({ kind: how === "fin" ? "close" : "reset" });
  }

  #speak(data: Buffer, act: FaultAct, then: () => void): void {
    if (data.length === 0) {
      then();
      return;
    }
    for (const line of data
      .toString("latin1")
      .replace(/\r?\n$/, "")
      .split(/\r?\n/)) {
      this.#dialogue.record.note("server", line);
    }
    this.#speakPieces(data, act, then);
  }

  #speakPieces(data: Buffer, act: FaultAct, then: () => void): void {
    const size = act.pieceBytes ?? data.length;
    this.emit({ kind: "write", data: data.subarray(0, size) });
    if (size >= data.length) {
      then();
    } else {
      const rest = data.subarray(size);
      this.#after(act.pauseMs ?? DEFAULT_PAUSE_MS, () => this.#speakPieces(rest, act, then));
    }
  }

  #after(ms: number | undefined, then: () => void): void {
    if (ms === undefined || ms <= 0) {
      then();
    } else {
      this.#resume = then;
      this.emit({ kind: "sleep", ms });
    }
  }

  #say(text: string, isOneLine: boolean): void {
    this.#out += text;
    const { record } = this.#dialogue;
    const body = text.slice(0, -2);
    if (isOneLine) {
      record.note("server", body);
      return;
    }
    for (const line of body.split("\r\n")) {
      record.note("server", line);
    }
  }

  #noteRefusal(answer: Answer, text: string, reason: string): void {
    const reply = replyLine(text);
    this.#dialogue.record.fail(answer.stage, reason, this.#command, reply);
    answer.refused?.(reply);
  }

  #flush(): void {
    if (this.#out !== "") {
      this.#effects.push({ kind: "write", data: this.#out });
      this.#out = "";
    }
  }

  #point(answer: Answer): FaultPoint {
    const { record, transaction } = this.#dialogue;
    const envelope = answer.message?.envelope ?? transaction;
    return {
      stage: answer.stage,
      session: record.number,
      listener: record.listener,
      client: record.client.replace(/:\d+$/, ""),
      helloName: record.hello?.name ?? null,
      user: answer.user ?? record.auth?.identity ?? null,
      from: answer.sender ?? envelope?.from ?? null,
      recipients: answer.recipients ?? (envelope?.recipients ?? []).map((it) => it.address),
      mechanism: answer.mechanism ?? null,
      step: answer.step ?? 0,
      nowMs: record.nowMs(),
    };
  }
}

function refuseIrregular(answer: Answer): Answer {
  const first = answer.irregular?.[0];
  return first === undefined
    ? answer
    : {
        stage: answer.stage,
        reply: strictReply(first),
        reason: first.message,
        ...(answer.copies !== undefined && { copies: answer.copies }),
        ...(answer.refused !== undefined && { refused: answer.refused }),
      };
}

/** What can be done only in answer to the client's TLS hello. */
function needsHello(act: FaultAct): boolean {
  return (
    act.drop !== undefined ||
    act.hang === true ||
    act.bytes !== undefined ||
    act.reply !== undefined
  );
}
