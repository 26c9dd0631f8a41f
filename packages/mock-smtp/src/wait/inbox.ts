import type { CapturedMessage } from "../capture/captured_message.ts";
import { describeFilter, describeMessage, explainWait } from "./explain_wait.ts";
import type { MessageFilter } from "./message_filter.ts";
import type { SettleOptions } from "./settlement.ts";
import type { WaitEvidence } from "./wait_error.ts";
import { WaitingRoom, type WaitLimits } from "./waiting_room.ts";

/** Messages, and waiting for them. */
export interface Inbox {
  /** The accepted messages, oldest first, as they are now. */
  readonly messages: readonly CapturedMessage[];
  /**
   * The first message that matches and that no earlier call was given, whether it has come already
   * or not.
   *
   * @throws {WaitError} If none comes in time; its message tells what came instead.
   */
  next(wanted?: MessageFilter & WaitLimits): Promise<CapturedMessage>;
  /**
   * As many matching messages as `count` says; without it, all that nobody was given, once no
   * session is busy any more.
   *
   * @throws {WaitError} If fewer come in time; those that came are not used up.
   */
  all(
    wanted?: MessageFilter & WaitLimits & { readonly count?: number },
  ): Promise<CapturedMessage[]>;
  /**
   * Resolves when no matching message came that nobody was given: for `within` milliseconds, or
   * until no session is busy any more.
   *
   * @throws {WaitError} At once when one comes.
   */
  none(wanted?: MessageFilter & WaitLimits & { readonly within?: number }): Promise<void>;
  /**
   * Resolves when no session has a transaction under way and no client has said anything for
   * `quietMs`.
   *
   * @throws {WaitError} If that does not happen in time.
   */
  settled(options?: SettleOptions): Promise<void>;
}

/** What an inbox needs from its server. */
export interface InboxSource {
  evidence(): WaitEvidence;
  settled(options: SettleOptions): Promise<void>;
}

type Wanted = MessageFilter & WaitLimits & { readonly count?: number; readonly within?: number };

/** An {@linkcode Inbox} over some of a server's messages. */
export class WaitingInbox implements Inbox {
  readonly #source: InboxSource;
  readonly #room: WaitingRoom = new WaitingRoom();

  constructor(source: InboxSource) {
    this.#source = source;
  }

  get messages(): readonly CapturedMessage[] {
    return this.#source.evidence().messages;
  }

  next(wanted: MessageFilter & WaitLimits = {}): Promise<CapturedMessage> {
    const { filter, limits } = divide(wanted);
    return this.#room.watch<CapturedMessage>(this.messages, {
      filter,
      limits,
      takes: true,
      matched: (message) => ({ result: message }),
      timedOut: (timeoutMs) =>
        this.#fail(filter, `Cannot find ${aMessage(filter)}: none came within ${timeoutMs} ms`),
    });
  }

  async all(
    wanted: MessageFilter & WaitLimits & { readonly count?: number } = {},
  ): Promise<CapturedMessage[]> {
    const { filter, limits, count } = divide(wanted);
    if (count === undefined) {
      await this.settled(limits);
      return this.#collect(filter, { ...limits, timeoutMs: 0 }, Number.POSITIVE_INFINITY);
    }
    return count <= 0 ? [] : this.#collect(filter, limits, count);
  }

  async none(
    wanted: MessageFilter & WaitLimits & { readonly within?: number } = {},
  ): Promise<void> {
    const { filter, limits, within } = divide(wanted);
    if (within === undefined) {
      await this.settled(limits);
    }
    const found = await this.#room.watch<CapturedMessage | undefined>(this.messages, {
      filter,
      limits: { ...limits, timeoutMs: within ?? 0 },
      takes: false,
      matched: (message) => ({ result: message }),
      timedOut: () => undefined,
    });
    if (found !== undefined) {
      await this.#fail(
        filter,
        `Cannot do without ${aMessage(filter)}: ${describeMessage(found)} came`,
      );
    }
  }

  settled(options: SettleOptions = {}): Promise<void> {
    return this.#source.settled(options);
  }

  /** Shows a message that has just become visible. */
  offer(message: CapturedMessage): void {
    this.#room.offer(message);
  }

  /** Ends all waits. */
  close(reason: Error): void {
    this.#room.close(reason);
  }

  async #collect(
    filter: MessageFilter,
    limits: WaitLimits,
    count: number,
  ): Promise<CapturedMessage[]> {
    const found: CapturedMessage[] = [];
    return this.#room.watch<CapturedMessage[]>(this.messages, {
      filter,
      limits,
      takes: true,
      matched: (message) => {
        found.push(message);
        return found.length >= count ? { result: found } : undefined;
      },
      timedOut: (timeoutMs) => {
        if (count === Number.POSITIVE_INFINITY) {
          return found;
        }
        for (const message of found) {
          this.#room.release(message);
        }
        const title = `Cannot find ${count} of ${aMessage(filter)}: ${found.length} came within`;
        return this.#fail(filter, `${title} ${timeoutMs} ms`);
      },
    });
  }

  async #fail(filter: MessageFilter, title: string): Promise<never> {
    const evidence = this.#source.evidence();
    throw await explainWait({
      title,
      filter,
      evidence,
      isTaken: (message) => this.#room.isTaken(message),
    });
  }
}

function aMessage(filter: MessageFilter): string {
  const wanted = describeFilter(filter);
  return wanted === "" ? "a message" : `a message with ${wanted}`;
}

/** Tells the fields of a filter from those about the wait. */
function divide(wanted: Wanted): {
  readonly filter: MessageFilter;
  readonly limits: WaitLimits;
  readonly count: number | undefined;
  readonly within: number | undefined;
} {
  const { timeoutMs, signal, count, within, ...filter } = wanted;
  const limits = {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  };
  const given = Object.entries(filter).filter(([, match]) => match !== undefined);
  return { filter: Object.fromEntries(given), limits, count, within };
}
