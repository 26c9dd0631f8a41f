import type { IncomingMessage } from "node:http";
import type { WebSocket, WebSocketServer } from "ws";
import type { ConsoleEnd } from "../../api/console_api.ts";
import type { Caller } from "../caller.ts";
import { Refusal } from "../refusal.ts";
import type { Admission, Door } from "../security/admission.ts";
import type { UpgradeDoor } from "../upgrade.ts";
import {
  CONSOLE_LIMITS,
  type ConsoleLimits,
  type OpenConsole,
  runConsoleSession,
} from "./console_session.ts";

const DOOR: Door & { readonly path: string } = {
  id: "console",
  path: "/api/v1/console",
  access: "administrator",
};

/** What consoles work with. */
export interface ConsoleParts {
  /** Runs the console; without it the unit has none. */
  readonly open: OpenConsole | undefined;
  readonly admission: Pick<Admission, "admit">;
  /** Told of each console that opens and ends. */
  readonly onAudit: (record: ConsoleAudit) => void;
  /** @default {CONSOLE_LIMITS} */
  readonly limits?: ConsoleLimits | undefined;
}

/** A line for the system log. */
export interface ConsoleAudit {
  readonly event: "console-opened" | "console-closed";
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Where consoles are opened, and how all of them end. */
export interface Consoles {
  readonly door: UpgradeDoor;
  close(): void;
}

/** Makes the door through which administrators open the console of the unit in a page. */
export function openConsoles(parts: ConsoleParts): Consoles {
  const { limits = CONSOLE_LIMITS } = parts;
  let opening: Promise<WebSocketServer> | undefined;
  const stopping = new AbortController();
  const serve = async (
    socket: WebSocket,
    sockets: WebSocketServer,
    visit: Visit,
  ): Promise<void> => {
    if (sockets.clients.size > limits.consoles) return refuseOne(socket);
    await serveConsole(socket, visit, { parts, limits, stopping: stopping.signal });
  };
  return {
    door: {
      ...DOOR,
      open: async ({ caller, incoming, socket, head }) => {
        opening ??= openSockets(limits);
        const sockets = await opening;
        sockets.handleUpgrade(incoming, socket, head, (webSocket) => {
          void serve(webSocket, sockets, { caller, incoming });
        });
      },
    },
    close: () => {
      stopping.abort();
      void opening?.then((sockets) => sockets.close());
    },
  };
}

/** Loaded with the first console: most units never have one. */
async function openSockets({ messageBytes }: ConsoleLimits): Promise<WebSocketServer> {
  const { WebSocketServer } = await import("ws");
  return new WebSocketServer({
    noServer: true,
    maxPayload: messageBytes,
    perMessageDeflate: false,
  });
}

interface Visit {
  readonly caller: Caller;
  readonly incoming: IncomingMessage;
}

function refuseOne(socket: WebSocket): void {
  socket.send(JSON.stringify({ kind: "end", reason: "too-many" satisfies ConsoleEnd }));
  socket.close();
}

async function serveConsole(
  socket: WebSocket,
  { caller, incoming }: Visit,
  options: {
    readonly parts: ConsoleParts;
    readonly limits: ConsoleLimits;
    readonly stopping: AbortSignal;
  },
): Promise<void> {
  const { parts, limits, stopping } = options;
  const { name, address } = caller;
  const who = `${name} from ${address}`;
  const facts = { user: name, address };
  parts.onAudit({ event: "console-opened", text: `Page: console opened by ${who}`, facts });
  const reason = await runConsoleSession({
    socket,
    open: parts.open,
    user: name,
    ended: caller.ended,
    stopping,
    isAdmitted: async () => !((await parts.admission.admit(DOOR, incoming)) instanceof Refusal),
    limits,
  });
  const text = `Page: console of ${who} closed: ${reason}`;
  parts.onAudit({ event: "console-closed", text, facts: { ...facts, reason } });
}
