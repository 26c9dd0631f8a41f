import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fieldpost, openFieldpost } from "@fieldpost/runtime";
import { afterEach } from "@jest/globals";
import type { Role, SessionState } from "../api/session_api.ts";
import { openPages, type PagesParts } from "../server/open_pages.ts";
import type { Pages, PagesOptions } from "../server/start_pages.ts";
import { cheapHasher } from "./cheap_hasher.ts";

const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The password of everybody in tests. */
export const TEST_PASSWORD = "warm water at seven";

/** An answer with its body read. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

/** Somebody who calls endpoints. */
export interface TestCaller {
  /** Sent with every call: a bearer token, or a cookie and its CSRF token. */
  readonly headers: Readonly<Record<string, string>>;
  call(method: string, path: string, body?: unknown): Promise<TestAnswer>;
}

/** Pages of a home of their own, and a caller who may do what the role may. */
export interface TestPages extends TestCaller {
  readonly home: string;
  readonly pages: Pages;
  /** The unit as another process would open it. */
  readonly unit: Fieldpost;
  /** As `call()`, with the answer as it comes. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Somebody else who calls. */
  as(headers: Readonly<Record<string, string>>): TestCaller;
  /** A program with a new bearer token. */
  program(role: Role): Promise<TestCaller>;
  /** Makes the user when it is not there, and logs in as a browser does. */
  logIn(name: string, role: Role): Promise<TestCaller & { readonly state: SessionState }>;
}

/** Starts pages on a free port; they end with the test. */
export async function startTestPages(
  role: Role = "administrator",
  options: Partial<PagesOptions & PagesParts> = {},
): Promise<TestPages> {
  const made = await mkdtemp(join(tmpdir(), "fieldpost-pages-"));
  ends.push(async () => await rm(made, { recursive: true }));
  const { home = made, hasher = cheapHasher(), ...rest } = options;
  const unit = await openFieldpost({ home, hasher });
  const pages = await openPages({ home, httpPort: 0, ...rest }, { hasher, ...rest });
  ends.push(async () => await pages.close());
  return await new TestBench(home, unit, pages).open(role);
}

class TestBench {
  readonly #home: string;
  readonly #unit: Fieldpost;
  readonly #pages: Pages;

  constructor(home: string, unit: Fieldpost, pages: Pages) {
    this.#home = home;
    this.#unit = unit;
    this.#pages = pages;
  }

  async open(role: Role): Promise<TestPages> {
    const own = await this.program(role);
    return {
      ...own,
      home: this.#home,
      unit: this.#unit,
      pages: this.#pages,
      fetch: (path, init = {}) =>
        fetch(new URL(path, this.#pages.url), {
          ...init,
          headers: { ...own.headers, ...(init.headers as Record<string, string> | undefined) },
        }),
      as: (headers) => this.as(headers),
      program: (each) => this.program(each),
      logIn: (name, each) => this.logIn(name, each),
    };
  }

  as(headers: Readonly<Record<string, string>>): TestCaller {
    return {
      headers,
      call: async (method, path, body) => {
        const isSent = body !== undefined;
        const type = isSent ? { "content-type": "application/json" } : {};
        const response = await fetch(new URL(path, this.#pages.url), {
          ...{ method, headers: { ...type, ...headers } },
          ...(isSent ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
        });
        return await readAnswer(response);
      },
    };
  }

  async program(role: Role): Promise<TestCaller> {
    const write = await this.#unit.tokens.add("test", role);
    if (write.kind === "refused") throw new Error(`Cannot make a token: ${write.refusal}`);
    return this.as({ authorization: `Bearer ${write.result.token}` });
  }

  async logIn(name: string, role: Role): Promise<TestCaller & { readonly state: SessionState }> {
    const { Secret } = await import("@fieldpost/core");
    if ((await this.#unit.users.find(name)) === undefined) {
      await this.#unit.users.add({ name, role, password: new Secret(TEST_PASSWORD) });
    }
    const login = { username: name, password: TEST_PASSWORD };
    const answer = await this.as({}).call("POST", "/api/v1/session", login);
    const state = answer.body as SessionState;
    const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
    return { ...this.as({ cookie, "x-fieldpost-csrf": state.user?.csrfToken ?? "" }), state };
  }
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}
