import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket, type Server as TlsServer } from "node:tls";
import type { PageTls } from "./page_tls.ts";

/** The first octet of a TLS record with a handshake in it (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 0x16;

/** What the door works with. */
export interface FrontDoorOptions {
  readonly tls: PageTls;
  /** How long the first octet, and a handshake, may take. */
  readonly patienceMs: number;
}

/** A door that is open. */
export interface FrontDoor {
  /** Ends every connection, also one in its handshake, and one that has become a WebSocket. */
  destroyAll(): void;
}

/**
 * Has one HTTP server answer TLS and clear text on the same port: a typed `http://` can so be led to
 * `https://`, and `SSL/Required` counts without a restart.
 */
export function openFrontDoor(server: Server, options: FrontDoorOptions): FrontDoor {
  const { patienceMs, tls } = options;
  const serve = server.listeners("connection") as ((socket: Socket) => void)[];
  const tlsServer = openTlsServer(server, options);
  const sockets = new Set<Socket>();
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const serveAsIs = (): void => {
      for (const each of serve) each.call(server, socket);
    };
    if (socket instanceof TLSSocket) return serveAsIs();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    const destroy = (): void => void socket.destroy();
    socket.setTimeout(patienceMs, destroy);
    socket.on("error", destroy);
    socket.once("readable", () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return destroy();
      socket.unshift(first);
      socket.off("error", destroy).off("timeout", destroy).setTimeout(0);
      if (first[0] !== TLS_HANDSHAKE) return serveAsIs();
      socket.on("error", destroy);
      tls.renew(tlsServer).then(() => tlsServer.emit("connection", socket), destroy);
    });
  });
  return {
    destroyAll: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function openTlsServer(server: Server, { patienceMs }: FrontDoorOptions): TlsServer {
  const options = { ALPNProtocols: ["http/1.1"], handshakeTimeout: patienceMs };
  const tlsServer = createTlsServer(options, (socket) => server.emit("connection", socket));
  // A handshake that fails is the other side's matter; its socket is gone by now.
  tlsServer.on("tlsClientError", (_, socket) => socket.destroy());
  return tlsServer;
}
