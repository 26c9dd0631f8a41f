import { SubmissionInput } from "@fieldpost/core";
import { type AcceptedSubmission, acceptSubmission, RuntimeFailure } from "@fieldpost/runtime";
import { acceptOrFail } from "../accept_or_fail.ts";
import { CliFailure } from "../cli_failure.ts";
import type { Io } from "../io.ts";
import { openUnit } from "../open_unit.ts";
import { openActivityLog } from "./activity_log.ts";
import { readEnvelope } from "./read_envelope.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

/** Accepts a message from standard input; nothing is said unless `-v` asks for it. */
export async function submitInput(request: SendmailRequest, io: Io): Promise<number> {
  const { recipients, takesRecipients, isVerbose } = request;
  if (recipients.length === 0 && !takesRecipients) {
    throw new CliFailure(
      "usage",
      "Cannot accept a message: nobody would receive it, addresses or -t are accepted",
    );
  }
  const log = await openActivityLog(request.logFile);
  const { message, sender } = await acceptOrFail(() => accept(request, io));
  await log.append(`accepted ${message} from ${sender}`);
  if (isVerbose) io.writeError(`sendmail: accepted as ${message}\n`);
  return 0;
}

async function accept(
  request: SendmailRequest,
  io: Io,
): Promise<AcceptedSubmission & { readonly sender: string }> {
  const unit = await openUnit(io);
  const { sender, recipients, author, localDomain, localTo } = await readEnvelope(request, unit);
  const accepted = await acceptSubmission(unit, {
    chunks: normalized(io.input(), !request.ignoresDots),
    ...{ sender, recipients, takesRecipients: request.takesRecipients },
    author: { name: request.fullName, address: author },
    ...{ localDomain, localTo },
    parameters: Object.keys(request.parameters).length > 0 ? request.parameters : undefined,
    nowMs: Date.now(),
    origin: { kind: "sendmail" },
  });
  return { ...accepted, sender: sender?.text ?? "<>" };
}

/** Gives the line ends of SMTP; an input that fails is told apart from a disk that does. */
async function* normalized(
  chunks: AsyncIterable<Uint8Array>,
  endsAtDot: boolean,
): AsyncGenerator<Uint8Array> {
  const input = new SubmissionInput({ endsAtDot });
  try {
    for await (const chunk of chunks) {
      const taken = input.push(chunk);
      if (taken.length > 0) yield taken;
      if (input.isEnded) break;
    }
  } catch (error) {
    const message =
      "Cannot accept the message: standard input cannot be read, nothing was accepted";
    throw new RuntimeFailure("input-unreadable", message, { cause: error });
  }
  yield input.finish();
}
