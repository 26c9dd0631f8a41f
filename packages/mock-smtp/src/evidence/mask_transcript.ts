import type { TranscriptEntry } from "../engine/transcript.ts";

const AUTH_REGEXP = /^\s*(AUTH\s+\S+)\s+\S.*$/i;
const COMMAND_REGEXP =
  /^(?:EHLO|HELO|LHLO|MAIL|RCPT|DATA|BDAT|RSET|NOOP|VRFY|EXPN|HELP|QUIT|STARTTLS|AUTH)\b|^\*$|^\[/i;

/** What stands for a secret in every export. */
export const SECRET_MARK = "[secret]";

/**
 * Hides what a client may have said of its secrets, also where the server took it for a command: a
 * client that goes on with a refused AUTH speaks its user name and secret as lines of their own.
 */
export function maskTranscript(entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  let isAuth = false;
  return entries.map((entry) => {
    if (entry.by !== "client") {
      return entry;
    }
    const isCommand = COMMAND_REGEXP.test(entry.text);
    const text = isAuth && !isCommand ? SECRET_MARK : entry.text.replace(AUTH_REGEXP, maskInitial);
    isAuth = /^\s*AUTH\b/i.test(entry.text) || (isAuth && !isCommand);
    return text === entry.text ? entry : { ...entry, text };
  });
}

/** Hides a line on which something failed, if it is one that {@linkcode maskTranscript} hides. */
export function maskCommand(
  command: string | null,
  entries: readonly TranscriptEntry[],
): string | null {
  const hasAuth = entries.some((entry) => entry.by === "client" && /^\s*AUTH\b/i.test(entry.text));
  return command === null || !hasAuth || COMMAND_REGEXP.test(command)
    ? (command?.replace(AUTH_REGEXP, maskInitial) ?? null)
    : SECRET_MARK;
}

function maskInitial(_: string, command: string): string {
  return `${command} ${SECRET_MARK}`;
}
