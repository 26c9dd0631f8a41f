import type { QueuedMessage } from "@fieldpost/runtime";
import type { Io } from "../io.ts";
import { openUnit } from "../open_unit.ts";
import { readQueueState } from "../queue_state.ts";
import { showLine } from "../text/show_text.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

const HEADING = "-Queue ID-          --Size-- ----Arrival Time---- -Sender/Recipient-------\n";
const RECIPIENT_COLUMN = 51;
const SIZE_WIDTH = 8;

/** `-bp`, mailq: lists the queue in the form that programs know. */
export async function listMailq(_request: SendmailRequest, io: Io): Promise<number> {
  const unit = await openUnit(io);
  const { decision, path } = await readQueueState(unit);
  const why = path?.lastWords ?? path?.meaning ?? decision.refusals[0]?.message;
  let count = 0;
  let bytes = 0;
  for await (const queued of unit.queue.list()) {
    if (count === 0) io.write(HEADING);
    count++;
    bytes += queued.sizeBytes;
    io.write(renderEntry(queued, why));
  }
  const requests = count === 1 ? "1 Request" : `${count} Requests`;
  io.write(
    count === 0
      ? "Mail queue is empty\n"
      : `-- ${Math.ceil(bytes / 1024)} Kbytes in ${requests}.\n`,
  );
  return 0;
}

/** A held message is marked with `!`, as Postfix does. */
function renderEntry(queued: QueuedMessage, pathWhy: string | undefined): string {
  const { message, sizeBytes, acceptedAtMs, sender, status } = queued;
  const mark = status.phase === "held" ? "!" : " ";
  const size = String(sizeBytes).padStart(SIZE_WIDTH);
  const lines = [
    `${message}${mark}${size} ${arrival(acceptedAtMs)}  ${sender === null ? "MAILER-DAEMON" : showLine(sender)}`,
  ];
  for (const { recipient, state, last } of status.recipients) {
    if (state === "delivered" || state === "failed") continue;
    const held = status.why === undefined ? undefined : `held: ${status.why}`;
    const why = held ?? last?.words ?? pathWhy;
    if (why !== undefined) lines.push(`(${showLine(why)})`.padStart(RECIPIENT_COLUMN));
    lines.push(`${" ".repeat(RECIPIENT_COLUMN)}${showLine(recipient)}`);
  }
  return `${lines.join("\n")}\n\n`;
}

/** By the clock of this machine: `Sun Nov 22 09:24:04`. */
function arrival(atMs: number): string {
  const text = new Date(atMs).toString();
  return `${text.slice(0, 10)} ${text.slice(16, 24)}`;
}
