import type { SmtpReply } from "../../engine/smtp_reply.ts";
import { ContentFeed } from "./content_feed.ts";
import { errorReply, handlerAnswer, oneLine } from "./handler_answer.ts";
import type { SMTPServerError, SMTPServerHost, SMTPServerSession } from "./smtp_server_options.ts";

type Verdict = string | readonly (string | SMTPServerError)[];

/** One message on its way to `onData`, and what that says to it. */
export class ContentDelivery {
  /** What the client is told, once `onData` has called back: one reply, or with LMTP several. */
  readonly replies: Promise<readonly SmtpReply[]>;
  readonly #feed: ContentFeed;

  constructor(session: SMTPServerSession, host: SMTPServerHost) {
    this.#feed = new ContentFeed(host.options.size || Number.POSITIVE_INFINITY);
    const count = host.options.lmtp === true ? session.envelope.rcptTo.length : 1;
    this.replies = this.#judge(session, host, count);
  }

  /** Whether the end of the content has come. */
  get ended(): boolean {
    return this.#feed.ended;
  }

  /** Reads from `offset` on, as fast as `onData` does, and returns where the content ends. */
  async take(chunk: Buffer, offset: number): Promise<number> {
    const end = this.#feed.take(chunk, offset);
    if (this.#feed.isFull) {
      await drained(this.#feed);
    }
    return end;
  }

  /** The rest will not come. */
  destroy(): void {
    this.#feed.stream.destroy();
  }

  async #judge(
    session: SMTPServerSession,
    host: SMTPServerHost,
    count: number,
  ): Promise<readonly SmtpReply[]> {
    const { stream } = this.#feed;
    const { error, value } = await handlerAnswer<Verdict>((done) =>
      host.onData(stream, session, done),
    );
    // A handler that has decided need not read what still comes.
    stream.resume();
    if (error !== undefined) {
      return Array.from({ length: count }, () => errorReply(error, 450));
    }
    return typeof value === "object"
      ? value.map((it) => (typeof it === "object" ? errorReply(it, 450) : acceptance(it, count)))
      : Array.from({ length: count }, () => acceptance(value, count));
  }
}

function acceptance(message: string | undefined, count: number): SmtpReply {
  const text = count > 1 ? "OK: message accepted" : "OK: message queued";
  return { code: 250, status: "2.6.0", text: oneLine(message ?? text) };
}

function drained({ stream }: ContentFeed): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      stream.off("drain", go);
      stream.off("close", go);
      resolve();
    };
    stream.on("drain", go);
    stream.on("close", go);
  });
}
