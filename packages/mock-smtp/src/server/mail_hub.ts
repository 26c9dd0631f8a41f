import { randomBytes } from "node:crypto";
import { type CapturedMessage, captureMessage } from "../capture/captured_message.ts";
import { ContentSlabs } from "../capture/content_slabs.ts";
import { MessageStore, type StoreLimits } from "../capture/message_store.ts";
import type { CompleteTransaction } from "../engine/mail_transaction.ts";
import type { SessionRecord } from "../engine/session_record.ts";
import { FaultBook } from "../faults/fault_book.ts";
import { WaitingInbox } from "../wait/inbox.ts";
import { Settlement } from "../wait/settlement.ts";
import type { WaitEvidence } from "../wait/wait_error.ts";
import { isMessageInScope, isPointInScope, type MailScope } from "./mail_scope.ts";
import { ServerScope } from "./server_scope.ts";
import type { SessionRegistry } from "./session_registry.ts";

/** What a hub is made with. */
export interface HubPlan {
  readonly store: StoreLimits;
  /** What the chances of faults are drawn from. */
  readonly seed: number;
  readonly mimePartLimit: number;
}

/** Where messages arrive: the store, the inboxes that watch it, the scopes and the faults. */
export class MailHub {
  readonly faults: FaultBook;
  readonly inbox: WaitingInbox;
  /** The secrets of the scopes' users. */
  readonly scopeSecrets: Map<string, string> = new Map();
  readonly #sessions: SessionRegistry;
  readonly #mimePartLimit: number;
  readonly #store: MessageStore;
  readonly #slabs: ContentSlabs = new ContentSlabs();
  readonly #settlement: Settlement;
  readonly #pending: Map<CompleteTransaction, CapturedMessage> = new Map();
  readonly #scopes: Map<WaitingInbox, (message: CapturedMessage) => boolean> = new Map();
  readonly #idPrefix: string = randomBytes(4).toString("hex");
  #messageCount = 0;
  #idCount = 0;
  #scopeCount = 0;

  constructor(sessions: SessionRegistry, plan: HubPlan) {
    this.#sessions = sessions;
    this.#mimePartLimit = plan.mimePartLimit;
    this.#store = new MessageStore(plan.store);
    this.faults = new FaultBook(plan.seed);
    this.#settlement = new Settlement({
      // A stored message whose 250 is on its way makes its session busy, too.
      isBusy: () => this.#pending.size > 0,
      busySessions: () => sessions.busy(),
      lastActivityMs: () => sessions.lastActivityMs,
      nowMs: () => performance.now(),
      evidence: () => this.evidence(),
    });
    sessions.onActivity(() => this.#settlement.stir());
    this.inbox = this.#openInbox(() => true);
  }

  /** The messages that can be seen, with the sessions. */
  evidence(isWanted: (message: CapturedMessage) => boolean = () => true): WaitEvidence {
    return {
      messages: this.#store.messages().filter(isWanted),
      sessions: this.#sessions.records(),
      evictedMessages: this.#store.evicted,
    };
  }

  /** A fresh identifier for a message. */
  newId(): string {
    return `${this.#idPrefix}-${++this.#idCount}`;
  }

  /** Keeps a message that nobody may see before its 250 is out. */
  store(transaction: CompleteTransaction, record: SessionRecord): void {
    const arrival = {
      sequence: ++this.#messageCount,
      receivedAt: new Date(),
      mimePartLimit: this.#mimePartLimit,
      slabs: this.#slabs,
    };
    this.#pending.set(transaction, captureMessage(transaction, record, arrival));
  }

  /** The 250 has been handed to the system, or its connection broke: from now on it is seen. */
  publish(transaction: CompleteTransaction): CapturedMessage | undefined {
    const message = this.#pending.get(transaction);
    if (message === undefined) {
      return undefined;
    }
    this.#pending.delete(transaction);
    this.#store.publish(message, transaction.sizeBytes);
    this.inbox.offer(message);
    for (const [inbox, isWanted] of this.#scopes) {
      if (isWanted(message)) {
        inbox.offer(message);
      }
    }
    this.#settlement.stir();
    return message;
  }

  /** Forgets the messages for which that holds. */
  forget(isUnwanted: (message: CapturedMessage) => boolean): void {
    this.#store.remove(isUnwanted);
  }

  /** Opens a scope. */
  openScope(): MailScope {
    const user = `t${++this.#scopeCount}-${this.#idPrefix}`;
    const identity = { user, domain: `${user}.scope.test` };
    const isWanted = (message: CapturedMessage): boolean => isMessageInScope(message, identity);
    const inbox = this.#openInbox(isWanted);
    const secret = randomBytes(12).toString("base64url");
    this.scopeSecrets.set(user, secret);
    this.#scopes.set(inbox, isWanted);
    return new ServerScope({
      ...identity,
      secret,
      inbox,
      faults: this.faults,
      isPointWanted: (point) => isPointInScope(point, identity),
      forget: () => this.forget(isWanted),
      closed: () => {
        this.#scopes.delete(inbox);
        this.scopeSecrets.delete(user);
      },
    });
  }

  /** Ends all waits. */
  close(reason: Error): void {
    for (const inbox of [this.inbox, ...this.#scopes.keys()]) {
      inbox.close(reason);
    }
  }

  #openInbox(isWanted: (message: CapturedMessage) => boolean): WaitingInbox {
    return new WaitingInbox({
      evidence: () => this.evidence(isWanted),
      settled: (options) => this.#settlement.settled(options),
    });
  }
}
