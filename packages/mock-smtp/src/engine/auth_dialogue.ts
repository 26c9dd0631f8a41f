import type { AuthMechanism } from "../auth/auth_mechanisms.ts";
import type { AuthStep } from "../auth/auth_step.ts";
import { answerAuthStep, continueAuth, openAuth } from "../commands/auth_command.ts";
import type { Dialogue } from "./dialogue.ts";
import type { ReplyPipeline } from "./reply_pipeline.ts";

interface AuthExchange {
  readonly mechanism: AuthMechanism;
  readonly step: AuthStep & { readonly kind: "challenge" };
  /** How many replies the exchange has had. */
  readonly replies: number;
}

/** Leads an exchange of AUTH over its lines. */
export class AuthDialogue {
  readonly #dialogue: Dialogue;
  readonly #pipeline: ReplyPipeline;
  #exchange: AuthExchange | undefined;

  constructor(dialogue: Dialogue, pipeline: ReplyPipeline) {
    this.#dialogue = dialogue;
    this.#pipeline = pipeline;
  }

  /** Takes the argument of AUTH. */
  open(argument: string): void {
    const opening = openAuth(this.#dialogue, argument);
    if ("answer" in opening) {
      this.#pipeline.conclude({ ...opening.answer, step: 1 });
    } else {
      this.#take(opening.mechanism, opening.step, 1);
    }
  }

  /** Takes the client's next line. */
  continue(line: string): void {
    const exchange = this.#exchange;
    this.abandon();
    if (exchange === undefined) {
      return;
    }
    const { mechanism, step, replies } = exchange;
    const next = continueAuth(step, line);
    if ("code" in next) {
      this.#pipeline.conclude({ stage: "auth", reply: next, mechanism, step: replies + 1 });
    } else {
      this.#take(mechanism, next, replies + 1);
    }
  }

  /** Ends the exchange: the next line is a command. */
  abandon(): void {
    this.#exchange = undefined;
    this.#dialogue.mode = "command";
  }

  #take(mechanism: AuthMechanism, step: AuthStep, replies: number, user?: string): void {
    if (step.kind === "claim") {
      this.#take(mechanism, step.judged(step.proven), replies, step.claim.identity);
      return;
    }
    const next = step;
    const answer = answerAuthStep(this.#dialogue, mechanism, next);
    this.#pipeline.conclude({
      ...answer,
      mechanism,
      step: replies,
      ...(user !== undefined && { user }),
      ...(next.kind === "challenge" && {
        commit: () => {
          this.#exchange = { mechanism, step: next, replies };
          this.#dialogue.mode = "auth";
        },
      }),
    });
  }
}
