import type { EventRules } from "@fieldpost/core";

/** What may come with an event. */
export interface RaiseOptions {
  readonly values?: Readonly<Record<string, string>>;
  /** Paths of files, read when the message is made. */
  readonly attachments?: readonly string[];
  /** A person asked for it: it waits for no hold-off. */
  readonly isUrgent?: boolean;
}

/** What became of an event that was raised. */
export type RaiseResult =
  /** It is in the log; the event is not mailed. */
  | { readonly kind: "noted" }
  /** A message with it, and with what was collected before, is in the queue. */
  | {
      readonly kind: "mailed";
      readonly message: string;
      readonly lines: number;
      readonly warnings: readonly string[];
    }
  /** It waits for the end of the hold-off with others. */
  | { readonly kind: "collected"; readonly lines: number; readonly untilMs: number }
  /** It is kept; no message can be made of it before something changes. */
  | { readonly kind: "kept"; readonly lines: number; readonly why: string; readonly by: KeptBy };

/** What has to change before an event that is kept can be mailed. */
export type KeptBy = "settings" | "disk";

/** What a look at all events did. */
export interface EventsReport {
  readonly mailed: readonly {
    readonly event: string;
    readonly message: string;
    readonly lines: number;
  }[];
  readonly kept: readonly { readonly event: string; readonly why: string; readonly by: KeptBy }[];
  /** When the next digest is due, when one waits. */
  readonly nextAtMs: number | undefined;
}

/** How an event stands. */
export interface UnitEventState {
  /** Without `On`, as the registry spells it. */
  readonly name: string;
  readonly rules: EventRules;
  /** Lines that wait for the end of the hold-off. */
  readonly collected: number;
  /** `undefined` when it never was. */
  readonly lastMailedAtMs: number | undefined;
}
