import { createServer, type Server, type Socket } from "node:net";

/** A server in clear that offers PIPELINING and takes every message; what it says is cut or broken off by a test. */
export interface LineServer {
  readonly port: number;
  /** Recipients of the messages whose end has come, in their order. */
  readonly taken: readonly string[];
  /** The most connections that were open at one moment. */
  mostOpen(): number;
  close(): Promise<void>;
}

/** How a server breaks off: it ends the connection, resets it, or says what is no reply. */
export type LineCut = "closes" | "resets" | "talks rubbish";

/** What a test may want to be different. */
export interface LineServerOptions {
  /** Octets of its replies after which it breaks off. @default {Infinity} */
  readonly cutAfter?: number;
  /** How it breaks off. @default {"closes"} */
  readonly cut?: LineCut;
  /** Connections after which it listens no more. @default {Infinity} */
  readonly connections?: number;
  /** Whether it resets a connection on which something has come along with the end of a message. */
  readonly hatesGroups?: boolean;
  /** Awaited before it says that it has taken a message. */
  readonly beforeReply?: (taken: readonly string[]) => Promise<void>;
}

const GREETING = "220 mx\r\n";
const OFFER = "250-mx\r\n250 PIPELINING\r\n";

/** Starts one on a free port of loopback. */
export async function startLineServer(options: LineServerOptions = {}): Promise<LineServer> {
  const taken: string[] = [];
  const open = new Set<Socket>();
  let count = 0;
  let most = 0;
  const server: Server = createServer((socket) => {
    count += 1;
    if (count >= (options.connections ?? Infinity)) server.close();
    open.add(socket);
    for (const event of ["end", "close"]) socket.on(event, () => open.delete(socket));
    // One that was closed before this one was opened may be told of in the same turn, but behind it.
    setImmediate(() => setImmediate(() => (most = Math.max(most, open.size))));
    serve(socket, options, taken);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    taken,
    mostOpen: () => most,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function serve(
  socket: Socket,
  { cutAfter = Infinity, cut = "closes", hatesGroups = false, beforeReply }: LineServerOptions,
  taken: string[],
): void {
  let text = "";
  let left = cutAfter;
  let isContent = false;
  let recipient = "";
  const say = (reply: string) => {
    if (left > 0) socket.write(reply.slice(0, left));
    const isCut = left > 0 && left <= reply.length;
    left -= reply.length;
    if (!isCut) return;
    if (cut === "talks rubbish") socket.write("\u0000rubbish\r\n");
    if (cut === "resets") socket.resetAndDestroy();
    else socket.end();
  };
  socket.setNoDelay(true);
  socket.on("error", () => undefined);
  const take = async (line: string) => {
    if (isContent) {
      taken.push(recipient);
      await beforeReply?.(taken);
    }
    if (line.startsWith("RCPT TO:")) recipient = line.slice("RCPT TO:<".length, -1);
    say(isContent ? "250 queued\r\n" : replyTo(line));
    isContent = !isContent && line === "DATA";
  };
  const takeAll = async () => {
    for (;;) {
      const mark = isContent ? "\r\n.\r\n" : "\r\n";
      const end = text.indexOf(mark);
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + mark.length);
      if (isContent && hatesGroups && text !== "") {
        taken.push(recipient);
        socket.resetAndDestroy();
        return;
      }
      await take(line);
    }
  };
  let taking = Promise.resolve();
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
    taking = taking.then(takeAll);
  });
  say(GREETING);
}

function replyTo(line: string): string {
  if (line.startsWith("EHLO")) return OFFER;
  return line === "DATA" ? "354 go\r\n" : "250 ok\r\n";
}
