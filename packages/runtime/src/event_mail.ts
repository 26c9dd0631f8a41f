import {
  describeProblem,
  type EmailBlock,
  type EventLine,
  type EventRules,
  eventMessage,
  isWarning,
  type MailSettings,
  type Problem,
  type Registry,
  readEmailBlock,
} from "@fieldpost/core";
import type { Attachment, OutgoingMessage } from "./compose_message.ts";
import { ATTACHMENT_LIMIT_BYTES, readAttachment } from "./read_attachment.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import { formatLogTime } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";

/** Files that go with one message about an event; more are only named. */
export const EVENT_ATTACHMENT_LIMIT = 50;

/** What a message about an event is made from. */
export interface EventMailParts {
  readonly event: string;
  readonly rules: EventRules;
  readonly lines: readonly EventLine[];
  readonly registry: Registry;
  readonly settings: MailSettings;
  readonly unitName: string;
}

/** The message, with what is wrong with it and did not keep it; or why there is none. */
export type EventMail =
  | {
      readonly kind: "written";
      readonly message: OutgoingMessage;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "impossible"; readonly why: string };

/**
 * Writes the message about an event. An alarm has to reach somebody: when its block names nobody who
 * can be written to, it goes to the unit's own address, and a file that cannot be attached is named
 * in the text instead. Only without an address of its own nothing can be sent.
 */
export async function writeEventMail(parts: EventMailParts): Promise<EventMail> {
  const { event, rules, lines, registry, settings, unitName } = parts;
  if (settings.from === undefined) {
    const why =
      "IpConfig/EmailAddress is not set or cannot be used, an address of your own is needed";
    return { kind: "impossible", why };
  }
  const own = { name: undefined, address: settings.from };
  const { block, problems } = readEmailBlock(registry, rules.block, toAscii);
  const isNobody = block.to.length + block.cc.length + block.bcc.length === 0;
  const { attachments, missing } = await readAttachments(block, lines);
  const { subject, text, unknown } = eventMessage({
    ...{ event, unit: unitName, block, lines },
    formatTime: formatLogTime,
  });
  const notes = missing.map((why) => `Not attached: ${why}`);
  const warnings = [
    ...blockWarnings(problems, rules),
    ...(isNobody && rules.isBlockNamed ? [`It goes to ${own.address.text} instead`] : []),
    ...unknown.map((name) => `Nothing fills the placeholder {${name}}`),
    ...notes,
  ];
  const message = {
    ...{ from: own, to: isNobody ? [own] : block.to, cc: block.cc, bcc: block.bcc, subject },
    text: notes.length === 0 ? text : `${text}\n${notes.join("\n")}\n`,
    giveUpAfterMs: block.giveUpAfterMs,
    attachments,
  };
  return { kind: "written", message, warnings };
}

/** A block that nobody named need not be there. */
function blockWarnings(problems: readonly Problem[], { isBlockNamed }: EventRules): string[] {
  return problems
    .filter((problem) => isBlockNamed || problem.code !== "value-missing")
    .filter((problem) => !isWarning(problem))
    .map(describeProblem);
}

interface ReadAttachments {
  readonly attachments: readonly Attachment[];
  /** Why others are not there. */
  readonly missing: readonly string[];
}

/** One after the other, so that no more is in memory than may be sent. */
async function readAttachments(
  block: EmailBlock,
  lines: readonly EventLine[],
): Promise<ReadAttachments> {
  const paths = new Set([...block.attachments, ...lines.flatMap((line) => line.attachments)]);
  const attachments: Attachment[] = [];
  const missing: string[] = [];
  let octets = 0;
  for (const path of paths) {
    const read = await tryReadAttachment(path);
    if (typeof read === "string") missing.push(read);
    else if (attachments.length >= EVENT_ATTACHMENT_LIMIT) {
      missing.push(`${path}: a message about an event has at most ${EVENT_ATTACHMENT_LIMIT} files`);
    } else if (octets + read.content.length > ATTACHMENT_LIMIT_BYTES) {
      missing.push(`${path}: all files together have at most ${ATTACHMENT_LIMIT_BYTES} octets`);
    } else {
      octets += read.content.length;
      attachments.push(read);
    }
  }
  return { attachments, missing: missing.map(shown) };
}

async function tryReadAttachment(path: string): Promise<Attachment | string> {
  try {
    const { filename, content } = await readAttachment(path);
    return { filename: shown(filename), content };
  } catch (error) {
    if (error instanceof RuntimeFailure) return error.message;
    throw error;
  }
}

// A file's name may hold what a header must not.
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, "_");
}
