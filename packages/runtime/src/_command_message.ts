import type { ClaimedFile } from "./spool.ts";

/** What a person can do to a message: hold it, let it go on at once, or take it out. */
export type QueueCommand = "hold" | "release" | "delete";

/** What became of a command: `busy` means that it is being delivered at this moment. */
export type QueueCommandResult = "done" | "unknown" | "busy" | "over";

/** Writes a command into the journal of a message. */
export async function commandMessage(
  file: ClaimedFile,
  message: string,
  command: QueueCommand,
): Promise<QueueCommandResult> {
  const found = file.messages.find(({ record }) => record.header.message === message);
  if (found === undefined) return "unknown";
  const status = file.status(found);
  if (status.phase === "finished" || status.phase === "deleted") return "over";
  if (command === "hold") await file.journal(message, { kind: "held", why: "by hand" });
  if (command === "release") await file.journal(message, { kind: "released" });
  if (command === "delete") await file.journal(message, { kind: "deleted" });
  return "done";
}
