import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** A policy service that Postfix asks about each recipient. */
export interface GreylistPolicy {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Starts a greylist: whoever writes to an address that begins with "grey" is told to come again.
 *
 * It speaks Postfix's policy delegation protocol: lines of `name=value`, an empty line, one answer.
 */
export async function startGreylistPolicy(): Promise<GreylistPolicy> {
  const seen = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        socket.write(`action=${actionFor(text.slice(0, end), seen)}\n\n`);
        text = text.slice(end + 2);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: portOf(server),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function actionFor(request: string, seen: Set<string>): string {
  const fields = new Map(request.split("\n").map((line) => fieldOf(line)));
  const recipient = fields.get("recipient") ?? "";
  const triple = [fields.get("client_address"), fields.get("sender"), recipient].join(" ");
  if (!recipient.startsWith("grey") || seen.has(triple)) return "DUNNO";
  seen.add(triple);
  return "DEFER_IF_PERMIT 4.2.0 Greylisted, come again later";
}

function fieldOf(line: string): [name: string, value: string] {
  const end = line.indexOf("=");
  return [line.slice(0, end), line.slice(end + 1)];
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
