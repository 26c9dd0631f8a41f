import type { RaiseResult, UnitEventState } from "@fieldpost/runtime";
import type { EventState, RaiseAnswer } from "../../api/events_api.ts";
import { isoTime, isoTimeOrNull } from "./iso_time.ts";

/** An event as the page sees it. */
export function eventView({ name, rules, collected, lastMailedAtMs }: UnitEventState): EventState {
  return {
    name,
    isEnabled: rules.isMailed,
    block: rules.isBlockNamed ? rules.block : null,
    holdOffMs: rules.holdOffMs,
    collected,
    lastMailedAt: isoTimeOrNull(lastMailedAtMs),
  };
}

/** What became of an event that was raised, in a sentence. */
export function raiseAnswer(event: string, result: RaiseResult): RaiseAnswer {
  const { kind } = result;
  const message = kind === "mailed" ? result.message : null;
  return { kind, text: textOf(event, result), message };
}

function textOf(event: string, result: RaiseResult): string {
  switch (result.kind) {
    case "noted":
      return `On${event} is in the log; its Email is not enabled, so no message was made.`;
    case "mailed":
      return [`A message about On${event} is in the queue`, ...result.warnings]
        .map((each) => `${each}.`)
        .join(" ");
    case "collected":
      return `On${event} is collected, and mailed with what comes until ${isoTime(result.untilMs)}.`;
    case "kept":
      return `On${event} is kept, and no message can be made of it yet: ${result.why}`;
  }
}
