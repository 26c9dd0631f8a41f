import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INTERACTIVE_TIMEOUTS } from "@fieldpost/core";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach } from "@jest/globals";
import type { Clock } from "../clock.ts";
import type { DurableFiles } from "../durable_files.ts";
import type { Fieldpost } from "../fieldpost.ts";
import { openFieldpost } from "../open_fieldpost.ts";
import { type ServeEvent, type ServeUnit, startServe } from "../serve_unit.ts";
import { MovedClock } from "./moved_clock.ts";

const servers: MockSmtp[] = [];
const served: ServeUnit[] = [];
const homes: string[] = [];

afterEach(async () => {
  for (const serve of served.splice(0)) {
    serve.stop();
    await serve.ended;
  }
  for (const server of servers.splice(0)) await server.close();
  // In one hook, because a service writes until it has ended.
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true });
});

/** A capture server of the test's own. */
export async function witness(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], ...options });
  servers.push(server);
  return server;
}

/** A unit whose event `Alarm` is mailed, and whose clock the test moves. */
export interface EventHome {
  readonly home: string;
  readonly unit: Fieldpost;
  readonly clock: MovedClock;
}

export async function eventHome(
  port: number,
  options: {
    readonly settings?: Readonly<Record<string, string>>;
    readonly files?: DurableFiles;
  } = {},
): Promise<EventHome> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-events-"));
  homes.push(home);
  const clock = new MovedClock();
  const { settings = {}, ...more } = options;
  const unit = await openFieldpost({ home, environment: {}, clock, ...more });
  const written = await unit.registry.assign(
    Object.entries({
      "IpConfig/MailHost": "localhost",
      "IpConfig/EmailAddress": "unit7@example.com",
      "IpConfig/HostName": "unit7.example.com",
      "Email/Port": `${port}`,
      "Email/Alarm/ToAddress": "ops@example.net",
      "Email/Alarm/Subject": "{unit}: water at {level}",
      "Email/Alarm/Message": "Look into the cellar.",
      "Events/OnAlarm/Email": "enabled",
      ...settings,
    }),
  );
  if (written.kind === "refused") throw new Error(JSON.stringify(written.problems));
  return { home, unit, clock };
}

/** A service under a test's eyes. */
export interface WatchedServe {
  readonly serve: ServeUnit;
  readonly events: readonly ServeEvent[];
  /** The next event of a kind that nobody has been given. */
  next(kind: ServeEvent["kind"]): Promise<ServeEvent>;
}

export async function serveHome(
  home: string,
  options: {
    readonly clock?: Clock;
    readonly files?: DurableFiles;
    readonly graceMs?: number;
  } = {},
): Promise<WatchedServe> {
  const events: ServeEvent[] = [];
  const given = new Set<ServeEvent>();
  const waiting = new Set<() => void>();
  const serve = await startServe({
    ...{ home, environment: {}, timeouts: INTERACTIVE_TIMEOUTS },
    ...options,
    onEvent: (event) => {
      events.push(event);
      for (const look of [...waiting]) look();
    },
  });
  served.push(serve);
  return {
    serve,
    events,
    next: (kind) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find((event) => event.kind === kind && !given.has(event));
          if (found === undefined) return;
          given.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
