import { appendFile } from "node:fs/promises";
import { CliFailure } from "../cli_failure.ts";
import { errorCodeOf } from "../error_code.ts";
import { showLine } from "../text/show_text.ts";

/** A file at whose end each action is written in a line. */
export interface ActivityLog {
  append(text: string): Promise<void>;
}

/**
 * Opens the file of `-X`, before anything is done; without one nothing is written.
 *
 * @throws {CliFailure} `log-unusable` if the file cannot be written
 */
export async function openActivityLog(path: string | undefined): Promise<ActivityLog> {
  if (path === undefined) return { append: async () => undefined };
  const append = async (text: string) => {
    try {
      await appendFile(path, text, { mode: 0o600 });
    } catch (error) {
      const message = `Cannot write ${path}: ${errorCodeOf(error)}, a file that this user may write is needed`;
      throw new CliFailure("log-unusable", message, { cause: error });
    }
  };
  await append("");
  return {
    append: async (text) => {
      // What was accepted stays so: a full disk here must not deny it.
      const line = `${new Date().toISOString()} ${showLine(text)}\n`;
      await append(line).catch(() => undefined);
    },
  };
}
