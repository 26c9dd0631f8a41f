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
  /** `0` for any that is free; `null` for none, then only `connect()` leads there. @default {0} */
  readonly port?: number | null;
  /** @default {"127.0.0.1"} */
  readonly host?: string;
}

/** A port that is being listened on. */
export interface MockSmtpListener {
  readonly name: string;
  readonly tls: ListenerTls;
  readonly host: string;
  /** `null` if it has none. */
  readonly port: number | null;
}

/** A bound port with what its sessions need. */
export interface BoundListener {
  readonly facts: MockSmtpListener;
  readonly plan: ListenerPlan;
  /** `undefined` if it has no port. */
  readonly server: Server | undefined;
}

/** What a listener is bound with. */
export interface ListenerPlan {
  readonly name: string;
  readonly tls: ListenerTls;
  readonly host: string;
  readonly port: number | null;
  readonly settings: SessionSettings;
  readonly tlsSetup: TlsSetup | undefined;
}

/** Binds a port and resolves once it accepts. */
export async function bindListener(
  plan: ListenerPlan,
  accept: (socket: Socket) => void,
): Promise<BoundListener> {
  const { name, tls, host } = plan;
  if (plan.port === null) {
    return { facts: { name, tls, host, port: null }, plan, server: undefined };
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  server.listen({ port: plan.port, host: plan.host, backlog: 1024 });
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : plan.port;
  return { facts: { name, tls, host, port }, plan, server };
}
