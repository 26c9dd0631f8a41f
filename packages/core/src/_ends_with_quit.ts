import type { OutcomeCode, Verdict } from "./submission_outcome.ts";

// After these the dialogue is still in step, and saying goodbye is what RFC 5321 asks for.
const QUIT_AFTER: readonly OutcomeCode[] = [
  "STARTTLS_NOT_OFFERED",
  "STARTTLS_STRIPPED",
  "DOWNGRADE",
  "CREDENTIALS_WOULD_LEAK",
  "AUTH_NOT_OFFERED",
  "NO_COMMON_MECHANISM",
  "AUTH_EXCHANGE_FAILED",
  "SECRET_MISSING",
];

/** Whether a session that breaks off so still says QUIT: the server has to be in step. */
export function endsWithQuit({ code, stage, reply }: Verdict): boolean {
  if (QUIT_AFTER.includes(code)) return true;
  // A server that knows no BDAT has perhaps read the chunk as commands.
  if (code === "CHUNKING_REFUSED") return false;
  return stage !== "content" && reply !== undefined && reply.code !== 421;
}
