import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConsoleOn } from "@fieldpost/cli";
import { parseEmailAddress, type RegistryAssignment, Secret } from "@fieldpost/core";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { type Fieldpost, openFieldpost, startServe, toAscii } from "@fieldpost/runtime";
import { type Pages, type PageTerminal, startPages } from "@fieldpost/web";
import { DEMO_ACCOUNT, DEMO_BOOT, DEMO_SECRET_TEXT, DEMO_USER } from "./demo_settings.ts";

/** Where a demo device can be met. */
export interface DemoDevice {
  readonly home: string;
  /** The address of the pages. */
  readonly url: string;
  /** Sets the administrator's password. */
  readonly setupToken: string | undefined;
  /** The capture server beside it. */
  readonly server: MockSmtp;
  /** Ends all of it and removes its directory. */
  stop(): Promise<void>;
}

/** The address that people expect; where it is taken, any that is free. */
const USUAL_PORT = 8080;
/** What the device does besides Email On Boot. */
const ALARM: readonly RegistryAssignment[] = [
  ["Events/OnOverheat/Email", "enabled"],
  ["Events/OnOverheat/EmailBlock", "Alarm"],
  ["Email/Alarm/ToAddress", "Operator <ops@example.net>, Duty <duty@example.net>"],
  ["Email/Alarm/Subject", "{unit}: the boiler is too hot"],
  ["Email/Alarm/Message", "The boiler reports {level} degrees at {time}."],
];

/** What the demo's mailboxes do: one greylists, one does not exist; the others take everything. */
const FAULTS = [
  {
    when: { stage: "rcpt", to: "grey@*" },
    act: { reply: "451 4.7.1 Greylisted, please try again later" },
  },
  { when: { stage: "rcpt", to: "nobody@*" }, act: { reply: "550 5.1.1 No such user here" } },
] as const;

/**
 * Starts a device that is set up, with a capture server beside it and its pages on loopback: Email On
 * Boot has arrived, one message waits and one has failed.
 */
export async function startDemoDevice(
  options: { readonly httpPort?: number } = {},
): Promise<DemoDevice> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-demo-"));
  const server = await startMockSmtp({
    listeners: [{ tls: "starttls" }, { tls: "none" }, { tls: "implicit" }],
    users: { [DEMO_USER]: DEMO_SECRET_TEXT },
    authRequired: true,
    faults: [...FAULTS],
  });
  const unit = await openFieldpost({ home, environment: {} });
  await setUp(unit, server, home);
  const serve = await startServe({ home, environment: {} });
  await sendSamples(unit);
  const pages = await openPages(home, options.httpPort ?? USUAL_PORT);
  return {
    home,
    url: pages.url,
    setupToken: pages.setupToken,
    server,
    stop: async () => {
      await pages.close();
      serve.stop();
      await serve.ended;
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function openPages(home: string, httpPort: number): Promise<Pages> {
  const environment = {};
  const options = {
    ...{ home, environment },
    console: (terminal: PageTerminal) => openConsoleOn(terminal, { home, environment }),
  };
  if (httpPort === 0) return await startPages({ ...options, httpPort });
  return await startPages({ ...options, httpPort }).catch(() =>
    startPages({ ...options, httpPort: 0 }),
  );
}

async function setUp(unit: Fieldpost, server: MockSmtp, home: string): Promise<void> {
  const caFile = join(home, "ca.pem");
  await writeFile(caFile, server.ca);
  const port = String(server.port("starttls"));
  const written = await unit.registry.assign([
    ...DEMO_ACCOUNT,
    ...DEMO_BOOT,
    ...ALARM,
    ["Email/StartTLS", "required"],
    ["Email/CaFile", caFile],
    ["Email/Port", port],
  ]);
  if (written.kind === "refused") {
    throw new Error(`Cannot set up the demo device: ${JSON.stringify(written.problems)}`);
  }
  await unit.setSecret(new Secret(DEMO_SECRET_TEXT));
}

async function sendSamples(unit: Fieldpost): Promise<void> {
  await send(unit, "grey@example.net", "Weekly report of boiler 7");
  await send(unit, "nobody@example.net", "Filter wants cleaning");
  await unit.events.raise("Overheat", { values: { level: "83" } });
}

async function send(unit: Fieldpost, to: string, subject: string): Promise<void> {
  const mailbox = (text: string, name: string | undefined) => ({
    name,
    address: parseEmailAddress(text, toAscii),
  });
  const composed = await unit.compose({
    from: mailbox("boiler7@example.com", "Boiler 7"),
    to: [mailbox(to, undefined)],
    subject,
    text: "Sent by the demo device.",
  });
  await unit.queue.accept(composed);
}
