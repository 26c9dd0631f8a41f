import { Socket } from "node:net";
import { jest } from "@jest/globals";

/** Where connections really go: a port of this machine, nowhere, or into an error of the platform. */
export type Redirection =
  | { readonly kind: "port"; readonly port: number }
  | { readonly kind: "silence" }
  | { readonly kind: "error"; readonly code: string; readonly message: string };

/**
 * Leads every connection to a loopback port, whatever host and port it asks for: so a test can play
 * a provider under its real name. `jest.restoreAllMocks()` ends it.
 */
export function redirectConnections(target: Redirection): void {
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
  jest.spyOn(Socket.prototype, "connect").mockImplementation(function (
    this: Socket,
    ...args: unknown[]
  ): Socket {
    if (target.kind === "silence") return this;
    if (target.kind === "error") {
      const { code, message } = target;
      process.nextTick(() => this.destroy(Object.assign(new Error(message), { code })));
      return this;
    }
    // net.connect() passes its options on in an array that carries a mark: it is changed in place.
    const [normalized] = args;
    const options: unknown = Array.isArray(normalized) ? normalized[0] : normalized;
    if (typeof options === "object" && options !== null) {
      Object.assign(options, { host: "127.0.0.1", port: target.port });
    }
    return connect.apply(this, args);
  } as never);
}
