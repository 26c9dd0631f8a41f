import { type ClientRequest, request } from "node:http";

/** Where a viewer looks. */
export interface ViewedPages {
  readonly url: string;
  readonly token: string;
}

interface QueueSeen {
  readonly kind: string;
  readonly summary?: { readonly waiting: number };
  readonly ended?: readonly unknown[];
}

/** Somebody who follows the live changes of a unit, and counts them. */
export class PageViewer {
  readonly opened: Promise<void>;
  readonly #request: ClientRequest;
  #text = "";
  #isClosed = false;
  events = 0;
  bytes = 0;
  isCut = false;
  /** Whether it was told that nothing waits any more, after something had been told to end. */
  hasSeenEnd = false;
  #ended = 0;

  constructor({ url, token }: ViewedPages) {
    this.#request = request(new URL("/api/v1/live", url), {
      agent: false,
      headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
    });
    this.opened = new Promise((resolve, reject) => {
      this.#request.once("error", reject);
      this.#request.once("response", (response) => {
        response.on("error", () => undefined);
        response.on("close", () => {
          this.isCut = !this.#isClosed;
        });
        response.on("data", (bytes: Buffer) => this.#read(bytes));
        if (response.statusCode === 200) resolve();
        else reject(new Error(`Cannot follow the unit: ${response.statusCode}`));
      });
    });
    this.#request.end();
  }

  close(): void {
    this.#isClosed = true;
    this.#request.destroy();
  }

  #read(bytes: Buffer): void {
    this.bytes += bytes.length;
    this.#text += bytes.toString("utf8");
    for (let end = this.#text.indexOf("\n\n"); end >= 0; end = this.#text.indexOf("\n\n")) {
      const block = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + 2);
      if (block.startsWith("data: ")) this.#take(JSON.parse(block.slice(6)) as QueueSeen);
    }
  }

  #take({ kind, summary, ended = [] }: QueueSeen): void {
    this.events += 1;
    if (kind !== "queue") return;
    this.#ended += ended.length;
    this.hasSeenEnd = summary?.waiting === 0 && this.#ended > 0;
  }
}
