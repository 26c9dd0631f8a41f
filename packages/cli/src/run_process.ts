import { CLI_EXIT_CODES } from "./exit_code.ts";
import { run } from "./main.ts";
import { openProcessIo } from "./process_io.ts";
import { describeFault } from "./report_failure.ts";

/** Runs the command line of this process and leaves its exit code behind. */
export async function runProcess(): Promise<void> {
  const io = openProcessIo();
  // The platform's own report would print the error's message, which may quote a secret.
  process.on("uncaughtException", (error) => {
    io.writeError(`fieldpost: ${describeFault(error)}\n`);
    process.exit(CLI_EXIT_CODES.internal);
  });
  process.exitCode = await run(process.argv.slice(2), io);
}
