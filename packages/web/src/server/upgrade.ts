import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Caller } from "./caller.ts";
import { HTTP_STATUS } from "./http_status.ts";
import { Refusal } from "./refusal.ts";
import type { Admission, Door } from "./security/admission.ts";

/** A WebSocket that wants to be opened, let in by the same rules as a request. */
export interface Upgrade {
  readonly caller: Caller;
  readonly incoming: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** An address where a WebSocket may be opened. */
export interface UpgradeDoor extends Door {
  readonly path: string;
  readonly open: (upgrade: Upgrade) => Promise<void>;
}

/** What upgrades work with. */
export interface UpgradeOptions {
  readonly doors: readonly UpgradeDoor[];
  readonly admission: Pick<Admission, "admit">;
  readonly onError: (where: string, error: unknown) => void;
}

/** Lets WebSockets in, or refuses them with the status that a request would get. */
export function answerUpgrades(server: Server, options: UpgradeOptions): void {
  const { doors, admission, onError } = options;
  server.on("upgrade", (incoming, socket, head) => {
    socket.on("error", () => socket.destroy());
    const [path] = (incoming.url ?? "").split("?");
    const door = doors.find((each) => each.path === path);
    if (door === undefined) {
      const message = "Cannot open a WebSocket here: nothing has this address";
      return refuse(socket, new Refusal("not-found", message));
    }
    admission
      .admit(door, incoming)
      .then(async (caller) => {
        if (caller instanceof Refusal) refuse(socket, caller);
        else await door.open({ caller, incoming, socket, head });
      })
      .catch((error: unknown) => {
        onError(door.id, error);
        socket.destroy();
      });
  });
}

function refuse(socket: Duplex, refusal: Refusal): void {
  const status = HTTP_STATUS[refusal.code];
  const body = JSON.stringify(refusal.body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Cache-Control: no-store",
      "X-Content-Type-Options: nosniff",
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
