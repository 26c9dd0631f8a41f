import { connect as connectTo, createServer, type Server, type Socket } from "node:net";

/** What the way does to a connection once so many octets of the server have passed. */
export type Cut = "close" | "reset" | "stall" | "garbage";

/** Where the way is cut, and how. */
export interface CutPoint {
  /** Octets of the server that still pass. */
  readonly afterBytes: number;
  readonly cut: Cut;
}

/** A way to a server that can be cut after any octet. */
export class CutProxy {
  readonly port: number;
  /** What the client has sent, over all connections, as it went over the wire. */
  readonly clientBytes: Buffer[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #point: CutPoint | undefined;
  #struck = 0;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Opens a way on loopback to a port of loopback. */
  static async open(targetPort: number): Promise<CutProxy> {
    const waiting: Socket[] = [];
    let use = (socket: Socket): void => void waiting.push(socket);
    const server = createServer((socket) => use(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("Cannot open the proxy");
    const proxy = new CutProxy(server, address.port);
    use = (socket) => proxy.#serve(socket, targetPort);
    for (const socket of waiting) use(socket);
    return proxy;
  }

  /** How many connections were cut since the last point was set. */
  get struck(): number {
    return this.#struck;
  }

  /** Cuts every connection from now on there; without a point the way is whole. */
  cutAt(point: CutPoint | undefined): void {
    this.#point = point;
    this.#struck = 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(client: Socket, targetPort: number): void {
    const point = this.#point;
    const server = connectTo(targetPort, "127.0.0.1");
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on("data", (bytes: Buffer) => {
      this.clientBytes.push(bytes);
      server.write(bytes);
    });
    let passed = 0;
    server.on("data", (bytes: Buffer) => {
      const left = point === undefined ? bytes.length : point.afterBytes - passed;
      passed += bytes.length;
      if (left > 0) client.write(bytes.subarray(0, left));
      if (point !== undefined && left <= bytes.length) this.#strike(client, server, point.cut);
    });
    if (point?.afterBytes === 0) this.#strike(client, server, point.cut);
  }

  #strike(client: Socket, server: Socket, cut: Cut): void {
    this.#struck += 1;
    server.removeAllListeners("data");
    server.pause();
    if (cut === "garbage") client.write("\u0000\u0001rubbish\r\n");
    if (cut === "close") client.end();
    if (cut === "reset") client.resetAndDestroy();
  }
}
