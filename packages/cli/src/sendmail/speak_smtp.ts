import {
  COMMAND_LIMIT,
  ContentReceiver,
  type EmailAddress,
  type ReceivedEnvelope,
  ReceivingSession,
  SubmissionInput,
} from "@fieldpost/core";
import { acceptSubmission, type Fieldpost, RuntimeFailure, toAscii } from "@fieldpost/runtime";
import { acceptOrFail } from "../accept_or_fail.ts";
import { CliFailure } from "../cli_failure.ts";
import type { Io } from "../io.ts";
import { openUnit } from "../open_unit.ts";
import { type ActivityLog, openActivityLog } from "./activity_log.ts";
import { ByteLines } from "./byte_lines.ts";
import { readEnvelope } from "./read_envelope.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

/** `-bs`: speaks SMTP on standard input and output; 250 comes only after the queue has the message. */
export async function speakSmtp(request: SendmailRequest, io: Io): Promise<number> {
  const log = await openActivityLog(request.logFile);
  const unit = await acceptOrFail(() => openUnit(io));
  const { author, localDomain, localTo } = await readEnvelope({ ...request, recipients: [] }, unit);
  const { heloName = io.machineName } = (await unit.plan()).settings;
  const session = new ReceivingSession({ heloName, toAscii, localDomain, localTo });
  const lines = new ByteLines(io.input(), COMMAND_LIMIT);
  try {
    await converse({
      io,
      lines,
      session,
      hand: { unit, author, localDomain, log, name: request.fullName },
    });
  } finally {
    await lines.close();
  }
  return 0;
}

interface Conversation {
  readonly io: Io;
  readonly lines: ByteLines;
  readonly session: ReceivingSession;
  readonly hand: Hand;
}

async function converse({ io, lines, session, hand }: Conversation): Promise<void> {
  await say(io, session.greeting);
  for (;;) {
    const line = await lines.next();
    if (line === undefined) return;
    const answer = session.take(line);
    await say(io, answer.text);
    if (answer.kind === "end") return;
    if (answer.kind === "content") {
      const verdict = await takeContent(lines, answer.envelope, hand);
      // The input ended inside the content: nothing was accepted and nobody listens.
      if (verdict === undefined) return;
      await say(io, verdict);
    }
  }
}

async function say(io: Io, text: string): Promise<void> {
  await io.writeBytes(Buffer.from(text, "utf8"));
}

interface Hand {
  readonly unit: Fieldpost;
  readonly author: EmailAddress;
  readonly name: string | undefined;
  readonly localDomain: string;
  readonly log: ActivityLog;
}

/** Accepts the content and answers the reply to it; `undefined` when the input ended before the dot. */
async function takeContent(
  lines: ByteLines,
  { sender, recipients, parameters }: ReceivedEnvelope,
  { unit, author, localDomain, name, log }: Hand,
): Promise<string | undefined> {
  const content = { isCut: false };
  const chunks = contentOf(lines, content);
  try {
    const { message } = await acceptOrFail(() =>
      acceptSubmission(unit, {
        ...{ chunks, sender, recipients, takesRecipients: false, parameters },
        ...{ author: { name, address: sender ?? author }, localDomain, nowMs: Date.now() },
        origin: { kind: "smtp" },
      }),
    );
    await log.append(`accepted ${message} from ${sender?.text ?? "<>"}`);
    return `250 2.0.0 Accepted as ${message}\r\n`;
  } catch (error) {
    if (content.isCut) return undefined;
    // The rest of the content must not be read as commands.
    for await (const _ of chunks);
    await log.append(`refused: ${error instanceof Error ? error.message : "a fault"}`);
    return content.isCut ? undefined : refusal(error);
  }
}

/** Octets up to the lone dot, with the line ends of SMTP; without the dot the message is no message. */
async function* contentOf(
  lines: ByteLines,
  content: { isCut: boolean },
): AsyncGenerator<Uint8Array> {
  const receiver = new ContentReceiver();
  const input = new SubmissionInput({ endsAtDot: false });
  for (;;) {
    const chunk = await lines.chunk();
    if (chunk === undefined) {
      content.isCut = true;
      const why = "Cannot accept the message: the input ended before the lone dot";
      throw new RuntimeFailure("message-invalid", why);
    }
    const received = receiver.push(chunk);
    const taken = input.push(received.content);
    if (taken.length > 0) yield taken;
    if (received.rest !== undefined) {
      lines.giveBack(received.rest);
      yield input.finish();
      return;
    }
  }
}

/** A disk may have room later; a message that cannot be used never can. */
function refusal(error: unknown): string {
  if (error instanceof RuntimeFailure && error.code === "message-invalid") {
    return `554 5.6.0 ${asciiOf(error.message)}\r\n`;
  }
  if (error instanceof CliFailure) return `452 4.3.1 ${asciiOf(error.message)}\r\n`;
  return "451 4.3.0 Cannot accept the message: a fault of the program, nothing was accepted\r\n";
}

function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 400);
}
