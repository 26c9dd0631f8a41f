import type { Dialogue } from "./dialogue.ts";
import { readProxyHeader } from "./proxy_header.ts";
import type { ReplyPipeline } from "./reply_pipeline.ts";

/** How a session begins: PROXY header, TLS handshake, banner, as far as its listener has them. */
export class SessionOpening {
  readonly #dialogue: Dialogue;
  readonly #pipeline: ReplyPipeline;
  #proxyBytes: Buffer = Buffer.alloc(0);
  #hasGreeted = false;

  constructor(dialogue: Dialogue, pipeline: ReplyPipeline) {
    this.#dialogue = dialogue;
    this.#pipeline = pipeline;
  }

  /** Whether the banner has been said. */
  get hasGreeted(): boolean {
    return this.#hasGreeted;
  }

  /** The connection was accepted. */
  begin(): void {
    if (this.#dialogue.settings.proxy) {
      this.#dialogue.mode = "proxy";
    } else {
      this.#connect();
    }
  }

  /** Takes the bytes of a PROXY header and returns the offset behind it. */
  consumeProxyHeader(chunk: Buffer): number {
    const { record, settings } = this.#dialogue;
    const before = this.#proxyBytes.length;
    this.#proxyBytes = Buffer.concat([this.#proxyBytes, chunk]);
    const header = readProxyHeader(this.#proxyBytes);
    if (header.kind === "incomplete") {
      return chunk.length;
    }
    if (header.kind === "invalid") {
      record.fail("connect", header.reason, null, null);
      record.ending = "server-closed";
      this.#dialogue.mode = "over";
      this.#pipeline.emit({ kind: "close" });
      return chunk.length;
    }
    record.client = header.client ?? record.client;
    record.note("event", `PROXY header: the client is ${record.client}`);
    const end = header.length - before;
    const isTls = settings.tls === "implicit";
    this.#connect(isTls && end < chunk.length ? chunk.subarray(end) : undefined);
    return isTls ? chunk.length : end;
  }

  /** Says the banner. */
  greet(): void {
    const { hostName, protocol } = this.#dialogue.settings;
    const text = `${hostName} ${protocol === "lmtp" ? "LMTP" : "ESMTP"} mock-smtp`;
    this.#pipeline.conclude({
      stage: "banner",
      reply: { code: 220, text },
      next: () => {
        this.#hasGreeted = true;
      },
    });
  }

  /**
   * Begins the TLS handshake.
   *
   * @param early Bytes of it that have come already.
   */
  beginHandshake(early?: Buffer): void {
    this.#pipeline.conclude({
      stage: "handshake",
      reply: null,
      next: () => this.#pipeline.emit({ kind: "start-tls", ...(early !== undefined && { early }) }),
    });
  }

  #connect(early?: Buffer): void {
    const isTls = this.#dialogue.settings.tls === "implicit";
    this.#dialogue.mode = isTls ? "handshake" : "command";
    this.#pipeline.conclude({
      stage: "connect",
      reply: null,
      next: () => (isTls ? this.beginHandshake(early) : this.greet()),
    });
  }
}
