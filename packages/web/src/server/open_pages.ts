import { X509Certificate } from "node:crypto";
import type { RequestListener, Server } from "node:http";
import {
  findBindRefusal,
  isLoopbackAddress,
  type PageSettings,
  type SessionLimits,
} from "@fieldpost/core";
import {
  AuditLog,
  type Clock,
  type Fieldpost,
  openFieldpost,
  type PasswordHasher,
  RuntimeFailure,
  SetupToken,
} from "@fieldpost/runtime";
import { answerWhenAsked } from "./answer_when_asked.ts";
import { type Consoles, openConsoles } from "./console/console_door.ts";
import type { ConsoleLimits } from "./console/console_session.ts";
import { type FrontDoor, openFrontDoor } from "./front_door.ts";
import { createPagesServer, listen, REQUEST_LIMITS_MS, type RequestLimits } from "./listen.ts";
import { LiveHub, type LiveTempo } from "./live/live_hub.ts";
import { PageTls } from "./page_tls.ts";
import type { PagesContext } from "./pages_context.ts";
import { PagesFailure } from "./pages_failure.ts";
import { readVersion } from "./read_version.ts";
import { Admission } from "./security/admission.ts";
import { LoginGate } from "./security/login_gate.ts";
import { PagePolicy } from "./security/page_policy.ts";
import { SessionBook } from "./security/session_book.ts";
import { TokenEndings } from "./security/token_endings.ts";
import type { Pages, PagesOptions } from "./start_pages.ts";
import { TestedSettings } from "./tested_settings.ts";
import { answerUpgrades } from "./upgrade.ts";

/** What only a test gives. */
export interface PagesParts {
  readonly clock?: Clock;
  readonly hasher?: PasswordHasher;
  readonly limits?: SessionLimits;
  readonly tempo?: LiveTempo;
  readonly consoleLimits?: ConsoleLimits;
  readonly requestLimits?: RequestLimits;
}

const SWEEP_MS = 60_000;

/** As `startPages()`, with parts that a test may give. */
export async function openPages(options: PagesOptions, parts: PagesParts = {}): Promise<Pages> {
  const unit = await openUnit(options, parts);
  const policy = new PagePolicy(unit);
  const where = await choosePlace(unit, await policy.settings(), options);
  const { bind, isHttps, hasPassword } = where;
  const needsHttps = options.isHttps === true || !isLoopbackAddress(bind);
  let port = where.port;
  const context = await openContext(unit, { ...parts, policy, port: () => port }, options);
  const admission = new Admission({ ...context, needsHttps });
  const consoles = openConsoles({
    open: options.console,
    admission,
    onAudit: (record) => void context.audit.append(record),
    limits: parts.consoleLimits,
  });
  const server = openServer(context, { ...parts, admission, consoles });
  const tls = new PageTls({ ...context, bind });
  const opened = isHttps ? await tls.open().catch(failWithoutCertificate) : undefined;
  const door = openFrontDoor(server, { tls, patienceMs: REQUEST_LIMITS_MS.head });
  port = await listen(server, where.port, bind);
  const sweeping = setInterval(() => context.sessions.sweep(), SWEEP_MS);
  return {
    httpPort: port,
    url: `${isHttps ? "https" : "http"}://${showHost(bind)}:${port}/`,
    setupToken: hasPassword ? undefined : context.setup.text,
    certificateFingerprint: opened && new X509Certificate(opened.certificate).fingerprint256,
    close: async () => {
      clearInterval(sweeping);
      consoles.close();
      context.sessions.close();
      await context.live.close();
      await closeServer(server, door);
      await context.audit.close();
    },
  };
}

async function openUnit(
  { home, environment }: PagesOptions,
  { clock, hasher }: PagesParts,
): Promise<Fieldpost> {
  return await openFieldpost({
    home,
    ...(environment === undefined ? {} : { environment }),
    ...(clock === undefined ? {} : { clock }),
    ...(hasher === undefined ? {} : { hasher }),
  });
}

interface Place {
  readonly port: number;
  readonly bind: string;
  readonly isHttps: boolean;
  readonly hasPassword: boolean;
}

async function choosePlace(
  unit: Fieldpost,
  settings: PageSettings,
  options: PagesOptions,
): Promise<Place> {
  if (!settings.isEnabled && options.httpPort === undefined) {
    const message = "Cannot serve the pages: WebServer/Enabled is disabled, enabled is needed";
    throw new PagesFailure("disabled", message);
  }
  const { httpPort: port = settings.port, bind: wanted = settings.bind } = options;
  const bind = wanted === "localhost" ? "127.0.0.1" : wanted;
  const { isHttps = settings.isHttps } = options;
  const hasPassword = !(await unit.users.isSetupNeeded());
  const rule = findBindRefusal({ address: bind, isHttps, hasPassword });
  if (rule === undefined) return { port, bind, isHttps, hasPassword };
  const message = `Cannot serve the pages at ${bind}: ${rule.refusal}`;
  throw new PagesFailure("bind-refused", message);
}

async function openContext(
  unit: Fieldpost,
  { policy, port, limits, tempo }: Pick<PagesContext, "policy" | "port"> & PagesParts,
  { onSetUp = async () => undefined }: PagesOptions,
): Promise<PagesContext> {
  const { clock, log } = unit;
  const listing = await unit.queue.listing();
  const shown = { unit, listing, version: readVersion(), startedAtMs: clock.nowMs() };
  return {
    ...{ ...shown, policy, port, onSetUp, live: await LiveHub.open(shown, tempo) },
    sessions: new SessionBook({ clock, ...(limits === undefined ? {} : { limits }) }),
    tokenEndings: new TokenEndings(),
    gate: new LoginGate(clock),
    setup: new SetupToken(),
    tested: new TestedSettings(),
    audit: new AuditLog({ log, clock }),
  };
}

function failWithoutCertificate(error: unknown): never {
  if (!(error instanceof RuntimeFailure)) throw error;
  const message = `Cannot serve the pages over HTTPS: ${error.message}`;
  throw new PagesFailure("certificate", message, { cause: error });
}

interface ServerParts extends Pick<PagesParts, "requestLimits"> {
  readonly admission: Admission;
  readonly consoles: Consoles;
}

function openServer(
  context: PagesContext,
  { admission, consoles, requestLimits }: ServerParts,
): Server {
  const { audit } = context;
  const onError = (where: string, error: unknown): void => {
    const kind = error instanceof Error ? error.constructor.name : typeof error;
    const text = `Page: cannot answer ${where}: a fault of the program (${kind})`;
    void audit.appendLimited({ event: "page-failure", text, facts: { where, kind } });
  };
  const load = async (): Promise<RequestListener> => {
    const { answerRequests } = await import("./answer_requests.ts");
    return await answerRequests(context, { admission, onError });
  };
  const answer = answerWhenAsked(load, (error) => onError("anything", error));
  const server = createPagesServer(answer, requestLimits);
  answerUpgrades(server, { admission, onError, doors: [consoles.door] });
  return server;
}

/** `0.0.0.0` and `::` are no addresses that a browser can go to. */
function showHost(bind: string): string {
  if (bind === "0.0.0.0" || bind === "::") return "localhost";
  return bind.includes(":") ? `[${bind}]` : bind;
}

async function closeServer(server: Server, door: FrontDoor): Promise<void> {
  const closed = new Promise<void>((done) => {
    server.close(() => done());
  });
  door.destroyAll();
  await closed;
}
