import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** A server of raw bytes: what it does is written in the test. */
export interface ScriptedServer {
  readonly port: number;
  /** Everything that clients have sent. */
  received(): string;
  /** Resolves when every client has closed its side and been read to the end. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on loopback and gives each connection to `serve`. */
export async function startScripted(serve: (socket: Socket) => void): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  let received = "";
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
    });
    socket.on("error", () => undefined);
    serve(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    received: () => received,
    async ended() {
      const open = [...sockets].filter((socket) => !socket.readableEnded);
      await Promise.all(open.map((socket) => once(socket, "end")));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers each line a client sends with the next text; `null` closes the connection. */
export function answering(...texts: readonly (string | null)[]): (socket: Socket) => void {
  return (socket) => {
    const left = [...texts];
    const answer = () => {
      const text = left.shift();
      if (text === null) socket.destroy();
      else if (text !== undefined) socket.write(text);
    };
    answer();
    socket.on("data", (bytes) => {
      for (const _ of bytes.toString("latin1").match(/\r\n/g) ?? []) answer();
    });
  };
}
