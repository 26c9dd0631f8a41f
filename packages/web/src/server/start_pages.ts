import { openPages } from "./open_pages.ts";
import type { PageTerminal } from "./page_terminal.ts";

/** What the pages are started with. */
export interface PagesOptions {
  /** The data directory of the unit. */
  readonly home: string;
  /** @default {process.env} */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The TCP port; 0 takes any that is free. @default {"WebServer/Port"} */
  readonly httpPort?: number | undefined;
  /** The address to listen on. @default {"WebServer/Bind"} */
  readonly bind?: string | undefined;
  /** Whether the pages come over HTTPS only. @default {"WebServer/HTTPS, or SSL/Required"} */
  readonly isHttps?: boolean | undefined;
  /** The console of the command, on a terminal that is in a page; without it there is none. */
  readonly console?: (terminal: PageTerminal) => Promise<void>;
  /** Told when the first password has been set: the setup token is spent. */
  readonly onSetUp?: () => Promise<void>;
}

/** Running pages. */
export interface Pages {
  readonly httpPort: number;
  /** `http://127.0.0.1:8080/` */
  readonly url: string;
  /** Sets the administrator's password once; `undefined` when one is set. */
  readonly setupToken: string | undefined;
  /** SHA-256 of the certificate, as browsers show it, where the pages come over HTTPS only. */
  readonly certificateFingerprint: string | undefined;
  /** Ends every connection and the listener. */
  close(): Promise<void>;
}

/**
 * Serves the configuration pages of a unit and its interface for programs.
 *
 * @throws {PagesFailure} If they may not be served there, or the port cannot be listened on
 * @throws {RuntimeFailure} If the unit cannot be opened
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
 * assert.match(pages.setupToken ?? "", /^[2-9a-z]{4}-/);
 * await pages.close();
 * await rm(home, { recursive: true });
 * ```
 */
export async function startPages(options: PagesOptions): Promise<Pages> {
  return await openPages(options);
}
