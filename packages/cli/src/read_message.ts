import {
  describeProblem,
  type EmailBlock,
  type EnvelopeParameters,
  isWarning,
  type Mailbox,
  parseMailboxList,
  readEmailBlock,
  tryEncodeEnvid,
  tryParseNotify,
  tryParseRet,
} from "@fieldpost/core";
import { type Fieldpost, type OutgoingMessage, readAttachment, toAscii } from "@fieldpost/runtime";
import type { Arguments } from "./arguments.ts";
import { CliFailure } from "./cli_failure.ts";
import type { Io } from "./io.ts";

/** Octets of a body on standard input; as much as one attachment may have. */
export const BODY_LIMIT_BYTES: number = 35 * 1024 * 1024;

/** A message without its sender, which the settings may give. */
export type MessageParts = Omit<OutgoingMessage, "from"> & { readonly from: Mailbox | undefined };

/**
 * Gathers a message from the options, a block of the registry and standard input.
 *
 * @throws {CliFailure} `input-invalid` or `usage`
 * @throws {RuntimeFailure} `input-unreadable` if a file to attach cannot be read
 */
export async function readMessage(
  words: Arguments,
  unit: Fieldpost,
  io: Io,
): Promise<MessageParts> {
  const lists = {
    to: readList(words, "to"),
    cc: readList(words, "cc"),
    bcc: readList(words, "bcc"),
  };
  const from = readList(words, "from");
  if (from !== undefined && from.length !== 1) {
    throw new CliFailure(
      "input-invalid",
      "Cannot use --from: it has more than one address, one is accepted",
    );
  }
  const hasRecipients = Object.values(lists).some((list) => list !== undefined);
  const block = await readBlock(words.value("block"), unit, hasRecipients);
  const paths = [...(block?.attachments ?? []), ...words.values("attach")];
  const attachments = await Promise.all(paths.map(readAttachment));
  const body = words.value("body") ?? block?.message ?? (await readBody(io));
  return {
    from: from?.[0],
    to: lists.to ?? block?.to ?? [],
    cc: lists.cc ?? block?.cc ?? [],
    bcc: lists.bcc ?? block?.bcc ?? [],
    subject: words.value("subject") ?? block?.subject ?? "",
    giveUpAfterMs: block?.giveUpAfterMs,
    parameters: readParameters(words),
    ...(words.has("html") ? { html: body } : { text: body }),
    attachments,
  };
}

function readParameters(words: Arguments): EnvelopeParameters | undefined {
  const notify = readChoice(words, "notify", tryParseNotify);
  const ret = readChoice(words, "return", tryParseRet);
  const envid = readChoice(words, "envelope-id", tryEncodeEnvid);
  const parameters: EnvelopeParameters = {
    ...(notify === undefined ? {} : { notify }),
    ...(ret === undefined ? {} : { ret }),
    ...(envid === undefined ? {} : { envid }),
    ...(words.has("require-tls") ? { requireTls: true } : {}),
  };
  return Object.keys(parameters).length > 0 ? parameters : undefined;
}

const ACCEPTED = {
  notify: "never, or success,failure,delay are accepted",
  return: "full or hdrs is accepted",
  "envelope-id": "up to 100 printable characters are accepted",
} as const;

function readChoice<Value>(
  words: Arguments,
  option: keyof typeof ACCEPTED,
  parse: (text: string) => Value | undefined,
): Value | undefined {
  const text = words.value(option);
  const value = text === undefined ? undefined : parse(text);
  if (text === undefined || value !== undefined) return value;
  throw new CliFailure("input-invalid", `Cannot use --${option}: it is none, ${ACCEPTED[option]}`);
}

function readList(words: Arguments, option: string): readonly Mailbox[] | undefined {
  const values = words.values(option);
  if (values.length === 0) return undefined;
  try {
    return values.flatMap((value) => parseMailboxList(value, toAscii));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const why = error.message.replace(/^Cannot /, "cannot ");
    throw new CliFailure("input-invalid", `Cannot use --${option}: ${why}`, { cause: error });
  }
}

async function readBlock(
  name: string | undefined,
  unit: Fieldpost,
  hasRecipients: boolean,
): Promise<EmailBlock | undefined> {
  if (name === undefined) return undefined;
  const { registry } = await unit.registry.read();
  const { block, problems } = readEmailBlock(registry, name, toAscii);
  const refusals = problems.filter(
    (problem) => !isWarning(problem) && !(hasRecipients && problem.code === "value-missing"),
  );
  if (refusals.length === 0) return block;
  throw new CliFailure("input-invalid", refusals.map(describeProblem).join("; "));
}

async function readBody(io: Io): Promise<string> {
  if (io.isInteractive) return await askBody(io);
  const bytes = await io.readInput(BODY_LIMIT_BYTES);
  if (bytes === undefined) {
    throw new CliFailure(
      "input-invalid",
      `Cannot send the message: its body has more than ${BODY_LIMIT_BYTES} octets, at most so many are accepted`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const why = "its body is not UTF-8, a text in UTF-8 is accepted, or a file with --attach";
    throw new CliFailure("input-invalid", `Cannot send the message: ${why}`, { cause: error });
  }
}

/** Line by line, so that the input of the console stays open. */
async function askBody(io: Io): Promise<string> {
  io.writeError("Type the message; a line with a dot alone or Ctrl-D ends it.\n");
  const lines: string[] = [];
  for (;;) {
    const answer = await io.readLine({ prompt: "" });
    if (answer.kind === "interrupted") {
      throw new CliFailure("interrupted", "Cannot send the message: interrupted, nothing was sent");
    }
    if (answer.kind === "end" || answer.text === ".") break;
    lines.push(`${answer.text}\n`);
  }
  return lines.join("");
}
