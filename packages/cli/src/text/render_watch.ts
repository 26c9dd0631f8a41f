import type { QueuedMessage } from "@fieldpost/runtime";
import type { QueueView, Tally } from "../watch_queue.ts";
import type { Paint } from "./paint.ts";
import { renderNext, renderPath } from "./render_queue.ts";
import { renderSpan } from "./render_time.ts";
import { showLine } from "./show_text.ts";

const BAR_WIDTH = 30;

/** Home, and everything behind the cursor goes: the screen does not flicker as when it is cleared. */
const HOME = "\u001b[H";
const CLEAR_LINE = "\u001b[K";
const CLEAR_REST = "\u001b[J";

/** Rows that are no message: bar, blank line, the line that counts the rest, and the cursor's. */
const OTHER_ROWS = 4;

export interface WatchFrame {
  readonly nowMs: number;
  readonly paint: Paint;
  readonly rows: number;
  readonly columns: number;
}

/** Writes the counts in one line. */
export function renderTally({ delivered, failed, deleted, waiting, sending }: Tally): string {
  const gone = deleted === 0 ? "" : `, ${deleted} deleted`;
  const now = sending === 0 ? "" : `, ${sending} being sent`;
  return `${delivered} delivered, ${failed} failed, ${waiting} waiting${now}${gone}`;
}

/** Writes one frame over the one before. */
export function renderWatch(view: QueueView, frame: WatchFrame): string {
  const { nowMs, paint, rows, columns } = frame;
  const { messages, state, tally } = view;
  const trouble =
    state.path === undefined
      ? state.decision.refusals.map(({ message }) => paint("bad", showLine(message)))
      : renderPath(state.path, nowMs, paint).trimEnd().split("\n");
  const room = Math.max(1, rows - OTHER_ROWS - trouble.length);
  const isSending = ({ sending }: QueuedMessage) => sending !== undefined;
  const inOrder = [
    ...messages.filter(isSending),
    ...messages.filter((queued) => !isSending(queued)),
  ];
  const shown = inOrder.slice(0, room).map((queued) => {
    const { message, acceptedAtMs, status, subject } = queued;
    const [first] = status.recipients;
    const more = status.recipients.length > 1 ? ` +${status.recipients.length - 1}` : "";
    const to = `${showLine(first?.recipient ?? "")}${more}`;
    const age = renderSpan(nowMs - acceptedAtMs).padStart(6);
    const what = subject === null ? to : `${showLine(subject)}, to ${to}`;
    return `${message}  ${age}  ${renderNext(queued, nowMs)}: ${what}`;
  });
  const hidden = messages.length - shown.length;
  const lines = [
    `${renderBar(tally, paint)} ${renderTally(tally)}`,
    ...trouble,
    "",
    ...shown,
    ...(hidden > 0 ? [`and ${hidden} more`] : []),
  ];
  const fitted = lines.map((line) => `${fit(line, columns)}${CLEAR_LINE}\n`);
  return `${HOME}${fitted.join("")}${CLEAR_REST}`;
}

/** A line that wraps would move all below it; painted ones are short. */
function fit(line: string, columns: number): string {
  return line.includes("\u001b") ? line : [...line].slice(0, columns - 1).join("");
}

/** Delivered and failed ones of all that were seen. */
function renderBar({ delivered, failed, waiting }: Tally, paint: Paint): string {
  const total = delivered + failed + waiting;
  const part = (count: number) => (total === 0 ? 0 : Math.round((count / total) * BAR_WIDTH));
  const good = total === 0 ? BAR_WIDTH : part(delivered);
  const bad = Math.min(part(failed), BAR_WIDTH - good);
  const rest = BAR_WIDTH - good - bad;
  return `[${paint("good", "#".repeat(good))}${paint("bad", "!".repeat(bad))}${"-".repeat(rest)}]`;
}
