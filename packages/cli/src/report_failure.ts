import { CliFailure } from "./cli_failure.ts";
import { CLI_EXIT_CODES, RUNTIME_EXIT_CODES } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { renderJson } from "./text/render_json.ts";
import { showLine } from "./text/show_text.ts";

interface Report {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

/** Tells a person, and a program that asked for JSON, why a command stopped. */
export async function reportFailure(error: unknown, io: Io, isJson: boolean): Promise<number> {
  const { code, message, exitCode } = await describeFailure(error);
  io.writeError(`fieldpost: ${showLine(message)}\n`);
  if (isJson) io.write(renderJson({ error: { code, message } }));
  return exitCode;
}

async function describeFailure(error: unknown): Promise<Report> {
  if (error instanceof CliFailure) {
    const { code, message } = error;
    return { code, message, exitCode: CLI_EXIT_CODES[code] };
  }
  const { isRuntimeFailure } = await import("./is_runtime_failure.ts");
  if (isRuntimeFailure(error)) {
    const { code, message } = error;
    return { code, message, exitCode: RUNTIME_EXIT_CODES[code] };
  }
  return { code: "internal", message: describeFault(error), exitCode: CLI_EXIT_CODES.internal };
}

/**
 * Names a fault of the program by its kind and place. Its message is left out: the platform's errors
 * quote the value that they refuse, and that may be a secret.
 */
export function describeFault(error: unknown): string {
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = /^\s+at (?:.*[(/\\])?([\w.-]+\.[cm]?[jt]s:\d+)(?::\d+)?\)?$/m.exec(stack)?.[1];
  const where = place === undefined ? "" : ` at ${place}`;
  return `Cannot go on: this is a fault of the program (${kind}${where}), please report it`;
}
