import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { SessionSettings } from "../engine/session_settings.ts";
import type { TlsOptions, TlsSetup } from "../tls/tls_setup.ts";
import type { ListenerTls, SessionOptions } from "./session_options.ts";

/** One port to listen on, with settings that override the server's. */
export interface ListenerOptions extends SessionOptions, TlsOptions {
  /** What `port()` is asked with. @default the value of `tls` */
  readonly name?: string;
  /** @default {"starttls"} */
  readonly tls?: ListenerTls;
  /** `0` for any that is free. @default {0} */
  readonly port?: number;
  /** @default {"127.0.0.1"} */
  readonly host?: string;
}

/** A port that is being listened on. */
export interface MockSmtpListener {
  readonly name: string;
  readonly tls: ListenerTls;
  readonly host: string;
  readonly port: number;
}

/** A bound port with what its sessions need. */
export interface BoundListener {
  readonly facts: MockSmtpListener;
  readonly server: Server;
}

/** What a listener is bound with. */
export interface ListenerPlan {
  readonly name: string;
  readonly tls: ListenerTls;
  readonly host: string;
  readonly port: number;
  readonly settings: SessionSettings;
  readonly tlsSetup: TlsSetup | undefined;
}

/** Binds a port and resolves once it accepts. */
export async function bindListener(
  plan: ListenerPlan,
  accept: (socket: Socket) => void,
): Promise<BoundListener> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  server.listen({ port: plan.port, host: plan.host, backlog: 1024 });
  await once(server, "listening");
  const { name, tls, host } = plan;
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : plan.port;
  return { facts: { name, tls, host, port }, server };
}
