import { type DialogueStep, parseDialogue } from "./dialogue_step.ts";
import { SECRET_MARK } from "./mask_transcript.ts";
import { ReplayChannel } from "./replay_channel.ts";

/** Against which server a dialogue is played, and what counts as the same reply. */
export interface ReplayOptions {
  readonly port: number;
  /** @default {"127.0.0.1"} */
  readonly host?: string;
  /**
   * What is compared: the code and enhanced status of a reply, or every word of it.
   *
   * @default {"status"}
   */
  readonly compare?: "status" | "text";
  /**
   * What the client says where the file has `[secret]`, in order: the base64 as it stands on the
   * wire. CRAM-MD5 and SCRAM, which answer a challenge, cannot be replayed.
   */
  readonly secrets?: readonly string[];
  /** The certificate authority to trust, PEM: a capture server's `ca`. @default the system's */
  readonly ca?: string | readonly string[];
  /** The name that the server's certificate has to bear. @default {"localhost"} */
  readonly servername?: string;
  /** How long to wait for each reply. @default {5000} */
  readonly timeoutMs?: number;
}

/** A reply that is not the one in the file. */
export interface ReplyDifference {
  /** What the client had said before; `null` before its first word. */
  readonly after: string | null;
  readonly expected: string;
  /** `null` if nothing came in time. */
  readonly found: string | null;
}

/** How a replay went. */
export interface ReplayReport {
  /** How many replies were compared; fewer than the file has if it could not go on. */
  readonly replies: number;
  readonly differences: readonly ReplyDifference[];
}

/**
 * Plays the client of a dialogue file against a server and compares what the server says.
 *
 * A dialogue of a program in production that failed becomes a fixture: play it against the server
 * that is to do better. Where the file has only the size of a content, as many bytes are made up.
 *
 * Diagnostics: waits for each reply as long as `timeoutMs`; ends when going on has no sense, as
 * after a refused DATA. Other replies than expected, a connection that breaks and a TLS handshake
 * that fails are differences, not errors. The connection is closed in the end.
 *
 * @throws {SyntaxError} If the text is no dialogue.
 * @throws {TypeError} If it has more masked secrets than were given.
 * @throws {Error} If nobody accepts the connection.
 *
 * @example A dialogue that a server has to pass
 * ```ts
 * import { replayDialogue, startMockSmtp } from "@fieldpost/mock-smtp";
 * import assert from "node:assert/strict";
 *
 * const dialogue = `
 * S: 220 mx.example.test ESMTP
 * C: EHLO client.example.test
 * S: 250 mx.example.test
 * C: MAIL FROM:<a@example.test>
 * S: 250 2.1.0 Ok
 * C: RCPT TO:<nobody@example.test>
 * S: 550 5.1.1 No such user
 * C: QUIT
 * S: 221 2.0.0 Bye
 * = CLOSE server
 * `;
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const { differences } = await replayDialogue(dialogue, { port: server.port() });
 * assert.deepEqual(differences, [
 *   {
 *     after: "RCPT TO:<nobody@example.test>",
 *     expected: "550 5.1.1 No such user",
 *     found: "250 2.1.5 Ok",
 *   },
 * ]);
 * await server.close();
 * ```
 */
export async function replayDialogue(text: string, options: ReplayOptions): Promise<ReplayReport> {
  const steps = fillInSecrets(parseDialogue(text), options.secrets ?? []);
  const { host = "127.0.0.1", port, timeoutMs = 5000 } = options;
  const channel = await ReplayChannel.open({ host, port, timeoutMs });
  try {
    return await new Replay(channel, options).play(steps);
  } finally {
    channel.destroy();
  }
}

/** The client's lines as they are sent, and as they may be shown. */
type ReplayStep = DialogueStep | { readonly kind: "secret"; readonly line: Buffer; shown: string };

function fillInSecrets(
  steps: readonly DialogueStep[],
  secrets: readonly string[],
): readonly ReplayStep[] {
  let used = 0;
  return steps.map((step): ReplayStep => {
    const shown = step.kind === "client" ? step.line.toString("utf8") : "";
    if (step.kind !== "client" || !shown.includes(SECRET_MARK)) {
      return step;
    }
    const secret = secrets[used++];
    if (secret === undefined) {
      throw new TypeError(
        `Cannot replay "${shown}": the file does not hold the secret, give the ${used} it needs in "secrets"`,
      );
    }
    return { kind: "secret", line: Buffer.from(shown.replace(SECRET_MARK, () => secret)), shown };
  });
}

class Replay {
  readonly #channel: ReplayChannel;
  readonly #options: ReplayOptions;
  readonly #differences: ReplyDifference[] = [];
  #replies = 0;
  #said: string | null = null;

  constructor(channel: ReplayChannel, options: ReplayOptions) {
    this.#channel = channel;
    this.#options = options;
  }

  async play(steps: readonly ReplayStep[]): Promise<ReplayReport> {
    for (const [index, step] of steps.entries()) {
      const goesOn = await this.#take(step, steps[index + 1]);
      if (!goesOn) {
        break;
      }
    }
    return { replies: this.#replies, differences: this.#differences };
  }

  /** Does a step and tells whether the next one has a sense. */
  async #take(step: ReplayStep, next: ReplayStep | undefined): Promise<boolean> {
    switch (step.kind) {
      case "client":
        return this.#say(step.line.toString("utf8"), withLineEnd(step.line));
      case "secret":
        return this.#say(step.shown, withLineEnd(step.line));
      case "content":
        return this.#say(`[${step.data.length} bytes of data]`, step.data);
      case "filler":
        return this.#say(`[${step.sizeBytes} bytes of data]`, this.#makeUp(step.sizeBytes));
      case "reply":
        return this.#compare(step.lines, next);
      case "tls":
        return this.#secure(step.facts);
      case "close":
        return this.#close(step.by);
      case "comment":
        return true;
    }
  }

  #say(shown: string, bytes: Buffer): boolean {
    this.#channel.say(bytes);
    this.#said = shown;
    return true;
  }

  /** What follows BDAT is counted; what follows DATA ends with a line of a dot. */
  #makeUp(sizeBytes: number): Buffer {
    const dot = sizeBytes < 5 ? ".\r\n" : "\r\n.\r\n";
    const end = /^BDAT\b/i.test(this.#said ?? "") ? "" : dot;
    const line = `${"x".repeat(76)}\r\n`;
    const length = Math.max(0, sizeBytes - end.length);
    const body = line.repeat(Math.ceil(length / line.length)).slice(0, length);
    // A CR of its own before the end would be a mistake that the original did not make.
    return Buffer.from(body.replace(/\r$/, "x") + end);
  }

  async #compare(expected: readonly string[], next: ReplayStep | undefined): Promise<boolean> {
    const found = await this.#channel.hear();
    this.#replies++;
    if (!this.#isSame(expected, found)) {
      this.#differ(expected.join(" / "), found.length === 0 ? null : found.join(" / "));
    }
    return found.length > 0 && (digitOf(expected) === digitOf(found) || !isBound(next, found));
  }

  #isSame(expected: readonly string[], found: readonly string[]): boolean {
    return this.#options.compare === "text"
      ? expected.join("\n") === found.join("\n")
      : statusOf(expected.at(-1) ?? "") === statusOf(found.at(-1) ?? "");
  }

  async #secure(facts: string): Promise<boolean> {
    const { servername = "localhost", ca } = this.#options;
    try {
      await this.#channel.secure({ servername, ca });
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#differ(`TLS ${facts}`.trimEnd(), `TLS failed: ${reason}`);
      return false;
    }
  }

  async #close(by: "client" | "server"): Promise<boolean> {
    if (by === "client") {
      this.#channel.end();
    } else if (!(await this.#channel.closes())) {
      this.#differ("the server closes", null);
    }
    return false;
  }

  #differ(expected: string, found: string | null): void {
    this.#differences.push({ after: this.#said, expected, found });
  }
}

function withLineEnd(line: Buffer): Buffer {
  return Buffer.concat([line, Buffer.from("\r\n")]);
}

/** Code and enhanced status (RFC 3463); of what is no reply, everything. */
function statusOf(line: string): string {
  return /^\d{3}(?:[ -][245]\.\d{1,3}\.\d{1,3}(?= |$))?/.exec(line)?.[0].replace("-", " ") ?? line;
}

/** The first digit says what the client may do next. */
function digitOf(reply: readonly string[]): string | undefined {
  return reply.at(-1)?.[0];
}

/** Whether what follows makes sense only after the reply that was expected. */
function isBound(next: ReplayStep | undefined, found: readonly string[]): boolean {
  const kinds: readonly (string | undefined)[] = ["content", "filler", "secret", "tls"];
  return digitOf(found) === "3" || kinds.includes(next?.kind);
}
