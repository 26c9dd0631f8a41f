import { Arguments } from "../arguments.ts";
import { passQueue } from "../commands/pass_queue.ts";
import type { Io } from "../io.ts";
import { choosePaint } from "../text/paint.ts";
import { openActivityLog } from "./activity_log.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

/** `-q`: one pass over the queue in the foreground, quiet unless `-v` asks for the report. */
export async function runPass(request: SendmailRequest, io: Io): Promise<number> {
  const log = await openActivityLog(request.logFile);
  const words = new Arguments([], new Map());
  const quiet = request.isVerbose ? io : { ...io, write: () => undefined };
  const code = await passQueue({ io: quiet, words, paint: choosePaint(io), isJson: false });
  await log.append(`queue run, exit code ${code}`);
  return code;
}
