import { createServer, type RequestListener, type Server } from "node:http";
import { PagesFailure } from "./pages_failure.ts";

/** How long requests may take to come, in milliseconds. */
export interface RequestLimits {
  /** The first octet, a TLS handshake, the head of a request. */
  readonly head: number;
  /** A request as a whole. */
  readonly whole: number;
  /** How often connections are looked at. */
  readonly look: number;
}

/** The limits of requests. */
export const REQUEST_LIMITS_MS: RequestLimits = { head: 10_000, whole: 60_000, look: 5_000 };

/** Connections at one time; a browser holds up to six. */
const MOST_CONNECTIONS = 1000;

/** Makes the HTTP server of the pages; it does not listen yet. */
export function createPagesServer(
  answer: RequestListener,
  limits: RequestLimits = REQUEST_LIMITS_MS,
): Server {
  const server = createServer(
    {
      headersTimeout: limits.head,
      requestTimeout: limits.whole,
      connectionsCheckingInterval: limits.look,
      keepAliveTimeout: 10_000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: true,
    },
    answer,
  );
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/**
 * Listens, and answers the port.
 *
 * @throws {PagesFailure} `address-in-use` or `address-unusable`
 */
export async function listen(server: Server, port: number, address: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(failureOf(error, port, address));
    server.once("error", fail);
    server.listen(port, address, () => {
      server.off("error", fail);
      // What a listener meets later (too many open files) is no reason to end.
      server.on("error", () => undefined);
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : port);
    });
  });
}

function failureOf(error: NodeJS.ErrnoException, port: number, address: string): PagesFailure {
  const what = `Cannot serve the pages at ${address} port ${port}`;
  const [code, message] =
    error.code === "EADDRINUSE"
      ? ([
          "address-in-use",
          `${what}: another program listens there, WebServer/Port or --http-port names another one`,
        ] as const)
      : ([
          "address-unusable",
          `${what}: ${error.code ?? "it cannot be listened on"}, an address and a port of this machine are accepted`,
        ] as const);
  return new PagesFailure(code, message, { cause: error });
}
