import { serve } from "@hono/node-server";
import { Hono } from "hono";

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
  const { bind = "127.0.0.1", httpPort } = options;
  const app = new Hono();
  return await new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: bind, port: httpPort }, ({ port }) => {
      resolve({
        httpPort: port,
        url: `http://${bind}:${port}/`,
        setupToken: undefined,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
