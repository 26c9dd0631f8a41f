import type { RaiseResult } from "@fieldpost/runtime";
import { renderTime } from "./render_time.ts";
import { showLine } from "./show_text.ts";

/** What became of an event, as programs get it. */
export interface EventAnswer {
  readonly event: string;
  readonly result: RaiseResult["kind"];
  /** The message's name in the queue; `null` when none was made. */
  readonly message: string | null;
  /** Times raised that the message tells of, or that wait. */
  readonly lines: number;
  /** When the hold-off ends, ISO 8601 in UTC; `null` when nothing waits for it. */
  readonly until: string | null;
  /** Why it is kept; `null` when it is not. */
  readonly why: string | null;
  readonly warnings: readonly string[];
}

export function answerEvent(event: string, result: RaiseResult): EventAnswer {
  const answer: EventAnswer = {
    ...{ event, result: result.kind, message: null, lines: 0, until: null, why: null },
    warnings: [],
  };
  switch (result.kind) {
    case "noted":
      return answer;
    case "mailed":
      return {
        ...answer,
        message: result.message,
        lines: result.lines,
        warnings: result.warnings,
      };
    case "collected":
      return { ...answer, lines: result.lines, until: new Date(result.untilMs).toISOString() };
    case "kept":
      return { ...answer, lines: result.lines, why: result.why };
  }
}

export function renderEvent(event: string, result: RaiseResult): string {
  switch (result.kind) {
    case "noted":
      return `On${event} is in the log. It is not mailed: Events/On${event}/Email is disabled.\n`;
    case "mailed": {
      const more = result.lines > 1 ? `, with ${result.lines - 1} collected before` : "";
      return `On${event} is in the queue as ${result.message}${more}.\n`;
    }
    case "collected": {
      const count = result.lines === 1 ? "It is" : `They are ${result.lines} now, and`;
      return `On${event} waits for the end of its hold-off. ${count} mailed at ${renderTime(result.untilMs)}, if it is quiet until then.\n`;
    }
    case "kept":
      return `On${event} is kept, and not mailed: ${showLine(result.why)}.\n`;
  }
}
