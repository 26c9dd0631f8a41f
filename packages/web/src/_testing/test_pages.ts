import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import type { Role } from "../api/session_api.ts";
import { openPages, type Pages } from "../server/start_pages.ts";

const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** An answer with its body read. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

/** Pages of a home of their own, and a caller who may do everything. */
export interface TestPages {
  readonly home: string;
  readonly pages: Pages;
  /** Calls an endpoint as a program of that role. */
  call(method: string, path: string, body?: unknown): Promise<TestAnswer>;
  /** As `call()`, with the answer as it comes. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Starts pages on a free port; they end with the test. */
export async function startTestPages(role: Role = "administrator"): Promise<TestPages> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-pages-"));
  ends.push(async () => await rm(home, { recursive: true }));
  const pages = await openPages({ home, httpPort: 0 }, async () => ({
    kind: "token",
    role,
    name: "token test",
    id: "test",
    address: "127.0.0.1",
  }));
  ends.push(async () => await pages.close());
  const fetchPath = async (path: string, init?: RequestInit): Promise<Response> =>
    await fetch(new URL(path, pages.url), init);
  return {
    home,
    pages,
    fetch: fetchPath,
    async call(method, path, body) {
      const sent =
        body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      return await readAnswer(await fetchPath(path, { method, ...sent }));
    },
  };
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}
