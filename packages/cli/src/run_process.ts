import { CLI_EXIT_CODES } from "./exit_code.ts";
import { openProcessIo } from "./process_io.ts";
import { describeFault } from "./report_failure.ts";
import { readProgramName } from "./sendmail/read_program_name.ts";
import type { StartPages } from "./start_pages.ts";

/** What the program has besides this package. */
export interface ProgramParts {
  /** Loads what serves the configuration pages; called by `serve` only. */
  readonly loadPages?: () => Promise<StartPages>;
}

/**
 * Runs the command line of this process and leaves its exit code behind. Started as `sendmail`,
 * `fieldpost-sendmail`, `mailq` or `newaliases`, it is sendmail(1).
 */
export async function runProcess(parts: ProgramParts = {}): Promise<void> {
  const holdMemory = async (): Promise<void> => (await import("./hold_memory.ts")).holdMemory();
  // Assigned, not spread: what the streams are is asked for when it is needed.
  const io = Object.assign(openProcessIo(), { holdMemory }, parts);
  // The platform's own report would print the error's message, which may quote a secret.
  process.on("uncaughtException", (error) => {
    io.writeError(`fieldpost: ${describeFault(error)}\n`);
    process.exit(CLI_EXIT_CODES.internal);
  });
  const [, path = "", ...words] = process.argv;
  const mode = readProgramName(path);
  if (mode === undefined) {
    const { run } = await import("./main.ts");
    process.exitCode = await run(words, io);
  } else {
    const { runSendmailProgram } = await import("./sendmail/run_sendmail_program.ts");
    process.exitCode = await runSendmailProgram(words, mode, io);
  }
}
