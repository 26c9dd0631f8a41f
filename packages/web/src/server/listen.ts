import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { PagesApp } from "./build_app.ts";
import { Refusal } from "./refusal.ts";
import { refusalResponse } from "./refusal_response.ts";

/** How long a request's head, and a whole request, may take to come, in milliseconds. */
export const REQUEST_LIMITS_MS: { readonly head: number; readonly whole: number } = {
  head: 10_000,
  whole: 60_000,
};

/** Connections at one time; a browser holds up to six. */
const MOST_CONNECTIONS = 1000;

/** Makes the HTTP server of an application; it does not listen yet. */
export function createPagesServer(app: PagesApp): Server {
  const listener = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0], {
    overrideGlobalObjects: false,
    errorHandler: () => refusalResponse(unreadable()),
  });
  const server = createServer(
    {
      headersTimeout: REQUEST_LIMITS_MS.head,
      requestTimeout: REQUEST_LIMITS_MS.whole,
      keepAliveTimeout: 10_000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: true,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

function unreadable(): Refusal {
  return new Refusal("bad-request", "Cannot read the request: it is no valid HTTP request");
}

/** Listens, and answers the port. */
export async function listen(server: Server, port: number, address: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : port);
    });
  });
}
