import { ContentBudget } from "../engine/content_budget.ts";
import { SessionRecord } from "../engine/session_record.ts";
import type { SmtpEffect } from "../engine/smtp_effect.ts";
import { SmtpEngine } from "../engine/smtp_engine.ts";
import { FaultBook } from "../faults/fault_book.ts";
import type { FaultSpec } from "../faults/fault_spec.ts";
import { faultControl } from "../server/fault_control.ts";
import {
  type ListenerTls,
  resolveSettings,
  type SessionOptions,
} from "../server/session_options.ts";

/** An engine without a socket, with a clock that stands still and predictable identifiers. */
export interface TestSession {
  readonly engine: SmtpEngine;
  readonly record: SessionRecord;
  /** Everything written so far. */
  output(): string;
  /** The kinds of effects so far other than writing. */
  effects(): readonly string[];
  /** The contents of the stored messages in wire form. */
  stored(): readonly string[];
  /** Sends bytes and returns what was written in answer. */
  send(bytes: string | Buffer): string;
  /** Performs effects that a method of the engine returned. */
  perform(effects: readonly SmtpEffect[]): void;
}

/** Opens a session and takes the banner. */
export function openTestSession(
  options: SessionOptions = {},
  tls: ListenerTls = "starttls",
  faults: readonly FaultSpec[] = [],
  budgetBytes = Number.POSITIVE_INFINITY,
): TestSession {
  const record = new SessionRecord({ number: 1, listener: tls, client: "test:1" }, () => 0);
  let ids = 0;
  const settings = resolveSettings({ hostName: "mx.test", ...options }, tls);
  const book = new FaultBook(1);
  faultControl(book).add(...faults);
  const engine = new SmtpEngine(settings, record, {
    faults: book,
    budget: new ContentBudget(budgetBytes),
    newId: () => `id${++ids}`,
  });
  let output = "";
  const kinds: string[] = [];
  const stored: string[] = [];
  const perform = (effects: readonly SmtpEffect[]): void => {
    for (const effect of effects) {
      if (effect.kind === "write") {
        output += effect.data.toString("latin1");
      } else {
        kinds.push(effect.kind);
      }
      if (effect.kind === "store") {
        stored.push(Buffer.concat(effect.message.pieces).toString("latin1"));
      }
    }
  };
  perform(engine.connected());
  return {
    engine,
    record,
    output: () => output,
    effects: () => kinds,
    stored: () => stored,
    send: (bytes) => {
      const before = output.length;
      perform(engine.receive(Buffer.from(bytes)));
      return output.slice(before);
    },
    perform,
  };
}
