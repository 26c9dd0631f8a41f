import { openFieldpost } from "@fieldpost/runtime";
import { bindEndpoints } from "./bind_endpoints.ts";
import { type AppParts, buildApp } from "./build_app.ts";
import { createPagesServer, listen } from "./listen.ts";
import { readVersion } from "./read_version.ts";
import { Refusal } from "./refusal.ts";
import { readStaticFiles } from "./static_files.ts";

/** What the pages are started with. */
export interface PagesOptions {
  /** The data directory of the unit. */
  readonly home: string;
  /** @default {process.env} */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The TCP port; 0 takes any that is free. */
  readonly httpPort: number;
  /** The address to listen on. @default {"127.0.0.1"} */
  readonly bind?: string;
}

/** Running pages. */
export interface Pages {
  readonly httpPort: number;
  /** `http://127.0.0.1:8080/` */
  readonly url: string;
  /** Sets the administrator's password once; `undefined` when one is set. */
  readonly setupToken: string | undefined;
  /** Ends every connection and the listener. */
  close(): Promise<void>;
}

/**
 * Serves the configuration pages of a unit and its interface for programs.
 *
 * @throws {Error} If the port cannot be listened on
 * @example
 * ```ts
 * import { startPages } from "@fieldpost/web";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const pages = await startPages({ home, httpPort: 0 });
 * assert.equal(pages.url, `http://127.0.0.1:${pages.httpPort}/`);
 * await pages.close();
 * await rm(home, { recursive: true });
 * ```
 */
export async function startPages(options: PagesOptions): Promise<Pages> {
  return await openPages(options, async (row, { env }) => {
    const address = env.incoming.socket.remoteAddress ?? "";
    if (row.access !== "public") {
      return new Refusal("not-logged-in", "Cannot show this to everybody: a login is needed");
    }
    return { kind: "nobody", role: null, name: "nobody", id: null, address };
  });
}

/** As `startPages()`, with what decides who may call what. */
export async function openPages(
  { bind = "127.0.0.1", home, httpPort, environment }: PagesOptions,
  admit: AppParts["admit"],
): Promise<Pages> {
  const unit = await openFieldpost({ home, ...(environment === undefined ? {} : { environment }) });
  const app = buildApp({
    endpoints: bindEndpoints({ unit, version: readVersion(), listing: await unit.queue.listing() }),
    files: await readStaticFiles(),
    admit,
    onError: (where, error) => {
      const kind = error instanceof Error ? error.constructor.name : typeof error;
      const text = `Cannot answer ${where}: a fault of the program (${kind})`;
      void unit.log.append({ event: "page-failure", text, facts: { where, kind } });
    },
  });
  const server = createPagesServer(app);
  const port = await listen(server, httpPort, bind);
  return {
    httpPort: port,
    url: `http://${bind.includes(":") ? `[${bind}]` : bind}:${port}/`,
    setupToken: undefined,
    close: async () => {
      const closed = new Promise<void>((done) => {
        server.close(() => done());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
