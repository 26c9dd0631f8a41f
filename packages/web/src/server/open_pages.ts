import type { Server } from "node:http";
import { findBindRefusal, type SessionLimits } from "@fieldpost/core";
import {
  AuditLog,
  type Clock,
  type Fieldpost,
  openFieldpost,
  type PasswordHasher,
  SetupToken,
} from "@fieldpost/runtime";
import { bindEndpoints } from "./bind_endpoints.ts";
import { buildApp } from "./build_app.ts";
import { createPagesServer, listen } from "./listen.ts";
import type { PagesContext } from "./pages_context.ts";
import { PagesFailure } from "./pages_failure.ts";
import { readVersion } from "./read_version.ts";
import { Admission } from "./security/admission.ts";
import { LoginGate } from "./security/login_gate.ts";
import { PagePolicy } from "./security/page_policy.ts";
import { SessionBook } from "./security/session_book.ts";
import { TokenEndings } from "./security/token_endings.ts";
import type { Pages, PagesOptions } from "./start_pages.ts";
import { readStaticFiles } from "./static_files.ts";

/** What only a test gives. */
export interface PagesParts {
  readonly clock?: Clock;
  readonly hasher?: PasswordHasher;
  readonly limits?: SessionLimits;
}

const SWEEP_MS = 60_000;

/** As `startPages()`, with parts that a test may give. */
export async function openPages(options: PagesOptions, parts: PagesParts = {}): Promise<Pages> {
  const { home, environment } = options;
  const { clock, hasher } = parts;
  const unit = await openFieldpost({
    home,
    ...(environment === undefined ? {} : { environment }),
    ...(clock === undefined ? {} : { clock }),
    ...(hasher === undefined ? {} : { hasher }),
  });
  const policy = new PagePolicy(unit);
  const settings = await policy.settings();
  const { httpPort = settings.port, bind = settings.bind, isHttps = settings.isHttps } = options;
  const hasPassword = !(await unit.users.isSetupNeeded());
  const rule = findBindRefusal({ address: bind, isHttps, hasPassword });
  if (rule !== undefined) {
    const message = `Cannot serve the pages at ${bind}: ${rule.refusal}`;
    throw new PagesFailure("bind-refused", message);
  }
  let port = httpPort;
  const listing = await unit.queue.listing();
  const context = openContext(unit, { policy, listing, port: () => port, ...parts });
  const server = createPagesServer(await openApp(context));
  port = await listen(server, httpPort, bind);
  const sweeping = setInterval(() => context.sessions.sweep(), SWEEP_MS);
  return {
    httpPort: port,
    url: `${isHttps ? "https" : "http"}://${showHost(bind)}:${port}/`,
    setupToken: hasPassword ? undefined : context.setup.text,
    close: async () => {
      clearInterval(sweeping);
      context.sessions.close();
      await closeServer(server);
      await context.audit.close();
    },
  };
}

function openContext(
  unit: Fieldpost,
  { policy, port, listing, limits }: Pick<PagesContext, "policy" | "port" | "listing"> & PagesParts,
): PagesContext {
  const { clock, log } = unit;
  return {
    ...{ unit, policy, port, listing, version: readVersion() },
    sessions: new SessionBook({ clock, ...(limits === undefined ? {} : { limits }) }),
    tokenEndings: new TokenEndings(),
    gate: new LoginGate(clock),
    setup: new SetupToken(),
    audit: new AuditLog({ log, clock }),
  };
}

async function openApp(context: PagesContext): Promise<ReturnType<typeof buildApp>> {
  const { audit } = context;
  return buildApp({
    endpoints: bindEndpoints(context),
    files: await readStaticFiles(),
    admission: new Admission(context),
    onError: (where, error) => {
      const kind = error instanceof Error ? error.constructor.name : typeof error;
      const text = `Page: cannot answer ${where}: a fault of the program (${kind})`;
      void audit.appendLimited({ event: "page-failure", text, facts: { where, kind } });
    },
  });
}

/** `0.0.0.0` and `::` are no addresses that a browser can go to. */
function showHost(bind: string): string {
  if (bind === "0.0.0.0" || bind === "::") return "localhost";
  return bind.includes(":") ? `[${bind}]` : bind;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => {
    server.close(() => done());
  });
  server.closeAllConnections();
  await closed;
}
