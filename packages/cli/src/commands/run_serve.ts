import { defaultHome, type ServeEvent, startServe } from "@fieldpost/runtime";
import type { CommandContext } from "../command.ts";
import { showLine } from "../text/show_text.ts";

/** What a person at the terminal has to know; the log has the rest. */
const SHOWN_AS_ERRORS: ReadonlySet<ServeEvent["kind"]> = new Set(["failure", "waiting"]);

/** `serve`. */
export async function runServe({ io, words, isJson }: CommandContext): Promise<number> {
  words.allowNoOperand("serve", "it takes --json only");
  const warn = (text: string) => io.writeError(`fieldpost: ${showLine(text)}\n`);
  const serve = await startServe({
    home: defaultHome(io.environment, io.platform),
    environment: io.environment,
    onLogFailure: ({ message }) => warn(message),
    onEvent: ({ kind, text, facts }) => {
      if (isJson) {
        const at = new Date().toISOString();
        io.write(`${JSON.stringify({ at, kind, text, ...facts })}\n`);
      } else if (kind === "ready") io.write(`${showLine(text)}.\n`);
      else if (SHOWN_AS_ERRORS.has(kind)) warn(text);
    },
  });
  const disarm = io.onStop?.(() => serve.stop());
  try {
    await serve.ended;
  } finally {
    disarm?.();
  }
  return 0;
}
