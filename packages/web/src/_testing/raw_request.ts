import { connect } from "node:net";

/** Writes octets to a port of this machine and answers what came until the other side closed. */
export async function rawRequest(port: number, text: string | Uint8Array): Promise<string> {
  return await new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (piece) => pieces.push(piece));
    // A reset after an answer is how a server stops listening to the rest.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Buffer.concat(pieces).toString("latin1")));
  });
}

/** The head of a request that ends its connection. */
export function rawHead(start: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { Host: "127.0.0.1", Connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${start} HTTP/1.1`, ...lines, "", ""].join("\r\n");
}

/** The status of a raw answer; 0 when there was none. */
export function rawStatus(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
