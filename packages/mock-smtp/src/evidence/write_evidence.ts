import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CaptureSource, sessionsOf } from "../assertions/capture_source.ts";
import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import { messageFacts, sessionFacts } from "./evidence_facts.ts";
import { renderDialogue } from "./render_dialogue.ts";
import { renderMbox } from "./render_mbox.ts";
import { safeFileName } from "./safe_file_name.ts";

/** How evidence is filed. */
export interface EvidenceOptions {
  /** Whose it is: the test's name, a scope's address. @default {"evidence"} */
  readonly name?: string;
}

/**
 * Writes everything that a server or scope has captured into a new folder inside `folder`, to be
 * kept as an artefact of a run.
 *
 * It holds `summary.txt`, `messages/<sequence>.eml` (the exact bytes) and `.json` (the facts),
 * `sessions/<number>.dialogue` and `.json`, and `all.mbox`. Of a scope it holds the sessions that
 * brought its messages. Secrets of AUTH are not among it, the messages' contents are.
 *
 * Diagnostics: the name is made safe for every file system, and a folder of that name that is there
 * already is left alone: the new one gets a number. So nothing is overwritten and nothing is written
 * outside of `folder`. Killed halfway, it leaves what it had written.
 *
 * @returns The path of the new folder.
 *
 * @example After a failed test
 * ```ts
 * import { startMockSmtp, writeEvidence } from "@fieldpost/mock-smtp";
 * import { mkdtemp, readdir, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { basename } from "node:path";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text: "Hi" });
 * await server.close();
 *
 * const folder = await mkdtemp(`${tmpdir()}/artefacts-`);
 * const path = await writeEvidence(folder, server, { name: "sign-up" });
 * assert.equal(basename(path), "sign-up");
 * assert.deepEqual((await readdir(path)).sort(), ["all.mbox", "messages", "sessions", "summary.txt"]);
 * await rm(folder, { recursive: true });
 * ```
 */
export async function writeEvidence(
  folder: string,
  source: CaptureSource,
  options: EvidenceOptions = {},
): Promise<string> {
  const { messages } = source;
  const sessions = sessionsOf(source);
  const path = await makeFolder(folder, safeFileName(options.name ?? "evidence"));
  await mkdir(join(path, "messages"));
  await mkdir(join(path, "sessions"));
  for (const message of messages) {
    const base = join(path, "messages", fourDigits(message.sequence));
    await writeFile(`${base}.eml`, message.raw);
    await writeFile(`${base}.json`, toJson(messageFacts(message)));
  }
  for (const session of sessions) {
    const base = join(path, "sessions", fourDigits(session.number));
    await writeFile(`${base}.dialogue`, renderDialogue(session, { messages }));
    await writeFile(`${base}.json`, toJson(sessionFacts(session)));
  }
  await writeFile(join(path, "all.mbox"), renderMbox(messages));
  await writeFile(join(path, "summary.txt"), renderSummary(options.name, { messages, sessions }));
  return path;
}

interface Kept {
  readonly messages: readonly CapturedMessage[];
  readonly sessions: readonly CapturedSession[];
}

/** A folder that nobody else has made holds no link that leads elsewhere. */
async function makeFolder(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${name}.${number}`);
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
  }
}

function fourDigits(number: number): string {
  return String(number).padStart(4, "0");
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function renderSummary(name: string | undefined, kept: Kept): string {
  const { messages, sessions } = kept;
  return [
    ...(name === undefined ? [] : [name, ""]),
    `${messages.length} messages`,
    ...messages.map(summarizeMessage),
    "",
    `${sessions.length} sessions`,
    ...sessions.flatMap(summarizeSession),
    "",
  ].join("\n");
}

function summarizeMessage(message: CapturedMessage): string {
  const { sequence, envelope, subject, session, tls, warnings } = message;
  const to = envelope.recipients.map((it) => `<${it.address}>`).join(" ");
  const about = subject === undefined ? "no subject" : JSON.stringify(subject);
  const channel = tls === null ? "in clear" : tls.protocol;
  const noted = warnings.length === 0 ? "" : `, ${warnings.map((it) => it.code).join(" ")}`;
  return `  ${fourDigits(sequence)} <${envelope.from}> to ${to}, ${about}, ${message.raw.length} bytes, ${channel}, session ${session.number}${noted}`;
}

function summarizeSession(session: CapturedSession): readonly string[] {
  const { number, listener, client, end, messageCount } = session;
  const facts = sessionFacts(session);
  return [
    `  ${fourDigits(number)} ${listener} from ${client}, ${end ?? "open"}, ${messageCount} messages`,
    ...facts.failures.map((it) => `       failed at ${it.stage}: ${it.reply ?? it.reason}`),
    ...facts.firings.map((it) => `       fault "${it.rule}" at ${it.stage}`),
  ];
}
