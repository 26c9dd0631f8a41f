import type { CapturedMessage } from "../capture/captured_message.ts";
import type { FaultBook } from "../faults/fault_book.ts";
import type { FaultPoint } from "../faults/fault_rule.ts";
import type { Inbox, WaitingInbox } from "../wait/inbox.ts";
import type { SettleOptions } from "../wait/settlement.ts";
import { WaitError } from "../wait/wait_error.ts";
import { faultControl } from "./fault_control.ts";
import { checkScopedFault, type MailScope, type ScopeIdentity } from "./mail_scope.ts";
import type { FaultControl } from "./start_mock_smtp.ts";

/** What a scope is made of. */
export interface ScopeParts extends ScopeIdentity {
  readonly secret: string;
  readonly inbox: WaitingInbox;
  readonly faults: FaultBook;
  isPointWanted(point: FaultPoint): boolean;
  /** Forgets the scope's messages. */
  forget(): void;
  closed(): void;
}

/** A {@linkcode MailScope} of a running server. */
export class ServerScope implements MailScope {
  readonly domain: string;
  readonly user: string;
  readonly secret: string;
  readonly faults: FaultControl;
  readonly #parts: ScopeParts;

  constructor(parts: ScopeParts) {
    this.#parts = parts;
    this.domain = parts.domain;
    this.user = parts.user;
    this.secret = parts.secret;
    const control = faultControl(parts.faults, (point) => parts.isPointWanted(point));
    this.faults = {
      add: (...specs) => {
        specs.forEach(checkScopedFault);
        return control.add(...specs);
      },
      clear: () => control.clear(),
    };
  }

  get address(): string {
    return this.addressOf("inbox");
  }

  get messages(): readonly CapturedMessage[] {
    return this.#parts.inbox.messages;
  }

  addressOf(localPart: string): string {
    return `${localPart}@${this.domain}`;
  }

  next(wanted?: Parameters<Inbox["next"]>[0]): Promise<CapturedMessage> {
    return this.#parts.inbox.next(wanted);
  }

  all(wanted?: Parameters<Inbox["all"]>[0]): Promise<CapturedMessage[]> {
    return this.#parts.inbox.all(wanted);
  }

  none(wanted?: Parameters<Inbox["none"]>[0]): Promise<void> {
    return this.#parts.inbox.none(wanted);
  }

  settled(options?: SettleOptions): Promise<void> {
    return this.#parts.inbox.settled(options);
  }

  clear(): void {
    this.#parts.forget();
  }

  async close(): Promise<void> {
    this.faults.clear();
    this.#parts.inbox.close(
      new WaitError("Cannot wait for a message: the scope is closed", {
        messages: this.messages,
        sessions: [],
        evictedMessages: 0,
      }),
    );
    this.clear();
    this.#parts.closed();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
