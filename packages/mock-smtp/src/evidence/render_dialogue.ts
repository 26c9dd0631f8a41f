import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import type { TranscriptEntry } from "../engine/transcript.ts";
import { type DialogueStep, formatDialogue } from "./dialogue_step.ts";
import { maskTranscript } from "./mask_transcript.ts";

/** What a dialogue file is made of besides the session. */
export interface DialogueOptions {
  /** Where the content of the session's messages is found; without it, only its size is told. */
  readonly messages?: readonly CapturedMessage[];
  /** Content beyond that is told by its size only. @default {65536} */
  readonly contentLimitBytes?: number;
}

const CONTENT_REGEXP = /^\[(\d+) bytes of data\]$/;
const DEFAULT_CONTENT_LIMIT_BYTES = 65_536;

/**
 * Writes what was said in a session as a dialogue file, which a person can read and
 * `replayDialogue()` can play.
 *
 * Lines begin with `C: ` (client), `S: ` (server), `D: ` (content), `= TLS` and `= CLOSE client` or
 * `server` (the channel), `# ` (comment). Secrets of AUTH are `[secret]`; names, addresses and
 * contents are as they were.
 *
 * @example A session to read
 * ```ts
 * import { renderDialogue, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text: "Hi" });
 * await server.close();
 *
 * const [session] = server.sessions;
 * assert.ok(session);
 * const text = renderDialogue(session, { messages: server.messages });
 * assert.match(text, /^C: MAIL FROM:<a@example\.test>$/m);
 * assert.match(text, /^D: Hi$/m);
 * assert.match(text, /^= CLOSE server$/m);
 * ```
 */
export function renderDialogue(session: CapturedSession, options: DialogueOptions = {}): string {
  return formatDialogue(dialogueSteps(session, options));
}

function dialogueSteps(session: CapturedSession, options: DialogueOptions): DialogueStep[] {
  const { number, listener, client, openedAt, transcript } = session;
  const contents = contentOf(session, transcript, options);
  const steps: DialogueStep[] = [
    {
      kind: "comment",
      text: `session ${number}, listener ${listener}, client ${client}, ${openedAt.toISOString()}`,
    },
  ];
  for (const [index, entry] of maskTranscript(transcript).entries()) {
    const step = stepOf(entry, contents.get(index));
    const last = steps.at(-1);
    if (step.kind === "reply" && last?.kind === "reply" && isUnfinished(last.lines)) {
      steps[steps.length - 1] = { kind: "reply", lines: [...last.lines, ...step.lines] };
    } else {
      steps.push(step);
    }
  }
  return steps;
}

function isUnfinished(lines: readonly string[]): boolean {
  return /^\d{3}-/.test(lines.at(-1) ?? "");
}

function stepOf(entry: TranscriptEntry, content: Buffer | undefined): DialogueStep {
  if (entry.by === "server") {
    return { kind: "reply", lines: [entry.text] };
  }
  if (entry.by === "event") {
    return eventStep(entry.text);
  }
  const [, size] = CONTENT_REGEXP.exec(entry.text) ?? [];
  if (size === undefined) {
    return { kind: "client", line: Buffer.from(entry.text, "utf8") };
  }
  return content === undefined
    ? { kind: "filler", sizeBytes: Number(size) }
    : { kind: "content", data: content };
}

function eventStep(text: string): DialogueStep {
  const [, facts] = /^TLS established: (.*)$/.exec(text) ?? [];
  if (facts !== undefined) {
    return { kind: "tls", facts };
  }
  const [, end] = /^closed \((.*)\)$/.exec(text) ?? [];
  return end === undefined
    ? { kind: "comment", text }
    : { kind: "close", by: end === "quit" || end === "server-closed" ? "server" : "client" };
}

/** Finds for each entry that stands for content, by its place, the bytes that it stands for. */
function contentOf(
  session: CapturedSession,
  transcript: readonly TranscriptEntry[],
  options: DialogueOptions,
): ReadonlyMap<number, Buffer> {
  const { messages = [], contentLimitBytes = DEFAULT_CONTENT_LIMIT_BYTES } = options;
  const found = new Map<number, Buffer>();
  let from = 0;
  for (const message of messages.filter((it) => it.session.number === session.number)) {
    const part = message.transcript;
    const start = findPart(transcript, part, from);
    if (start !== -1) {
      for (const [index, bytes] of divideContent(message, part)) {
        if (bytes.length <= contentLimitBytes) {
          found.set(start + index, bytes);
        }
      }
      from = start + part.length;
    }
  }
  return found;
}

function divideContent(
  message: CapturedMessage,
  transcript: readonly TranscriptEntry[],
): readonly (readonly [number, Buffer])[] {
  let from = 0;
  return [...transcript.entries()].flatMap(([index, entry]) => {
    const [, size] = entry.by === "client" ? (CONTENT_REGEXP.exec(entry.text) ?? []) : [];
    const bytes = message.wire.subarray(from, from + Number(size ?? 0));
    from += bytes.length;
    return size === undefined || bytes.length !== Number(size) ? [] : [[index, bytes] as const];
  });
}

/** A message's part of the transcript ends with its identifier, so there is only one such part. */
function findPart(
  whole: readonly TranscriptEntry[],
  part: readonly TranscriptEntry[],
  from: number,
): number {
  for (let start = from; start + part.length <= whole.length; start++) {
    if (part.every((entry, index) => isSame(entry, whole[start + index]))) {
      return start;
    }
  }
  return -1;
}

function isSame(one: TranscriptEntry, other: TranscriptEntry | undefined): boolean {
  return one.atMs === other?.atMs && one.by === other.by && one.text === other.text;
}
