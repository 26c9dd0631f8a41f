import { createRequire } from "node:module";
import { runMockSmtp } from "./run_mock_smtp.ts";

const ended = new Promise<void>((resolve) => {
  process.once("SIGTERM", () => resolve());
  process.once("SIGINT", () => resolve());
});

// A reader that went away, as in `mock-smtp | head`, is no reason to die in the middle of a session.
process.stdout.on("error", () => {});

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

process.exitCode = await runMockSmtp(process.argv.slice(2), {
  writeOutput: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  ended,
  version,
});
