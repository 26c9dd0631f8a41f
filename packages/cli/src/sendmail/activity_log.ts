import { appendFile } from "node:fs/promises";
import { CliFailure } from "../cli_failure.ts";
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
      // By shape and not by class: an error may come from another realm.
      const isCoded = typeof error === "object" && error !== null && "code" in error;
      const why = isCoded ? String(error.code) : "unknown error";
      const message = `Cannot write ${path}: ${why}, a file that this user may write is needed`;
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
