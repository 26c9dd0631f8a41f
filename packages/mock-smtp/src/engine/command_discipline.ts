import { type Dialogue, warn } from "./dialogue.ts";
import type { ProtocolWarning, WarningCode } from "./protocol_warning.ts";

/** RFC 2920, 3.1: commands after which the client has to wait for the reply. */
const LAST_IN_GROUP: ReadonlySet<string> = new Set(["EHLO", "HELO", "LHLO", "VRFY", "NOOP"]);
const CONTROL_REGEXP = /[\0-\x08\x0a-\x1f\x7f]/;

/** Watches how a client puts its lines, whatever they say. */
export class CommandDiscipline {
  readonly #dialogue: Dialogue;
  #mustWait = false;
  #objection: ProtocolWarning | undefined;

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue;
  }

  /** Notes an irregularity, which a strict server answers to the next command. */
  object(code: WarningCode, message: string): void {
    warn(this.#dialogue, code, message);
    this.#objection = { code, message };
  }

  /** Looks at a line, and takes what there is to object to it. */
  inspect(text: string, lineFeedOnly: boolean): ProtocolWarning | undefined {
    if (lineFeedOnly) {
      this.object("bare-line-feed-in-command", "A command line ended with a bare LF");
    }
    if (CONTROL_REGEXP.test(text)) {
      this.object("control-in-command", "A control character stood in a command line");
    }
    const objection = this.#objection;
    this.#objection = undefined;
    return objection;
  }

  /** Remembers the command that is executed now. */
  execute(verb: string): void {
    this.#mustWait = LAST_IN_GROUP.has(verb);
  }

  /** More came in one piece with a line than its sender could know to be welcome. */
  noteHurry(): void {
    const { mode, record, settings } = this.#dialogue;
    if (mode === "data") {
      warn(this.#dialogue, "data-before-354", "The content came before the 354 was sent");
    } else if (mode === "command" && this.#mustWait) {
      this.object("pipelining-violation", "Commands followed a command that has to be the last");
    } else if (mode === "command" && record.hello?.verb === "HELO") {
      this.object("pipelining-violation", "Commands were pipelined after HELO");
    } else if (mode === "command" && settings.hide.has("PIPELINING")) {
      this.object("pipelining-violation", "Commands were pipelined though that is not offered");
    }
  }
}
