import { describe, expect, it } from "@jest/globals";
import { startTestPages } from "../_testing/test_pages.ts";
import { buildApp } from "./build_app.ts";
import type { Caller } from "./caller.ts";
import type { EndpointRow } from "./endpoint.ts";
import { listEndpoints } from "./list_endpoints.ts";

describe("buildApp()", () => {
  it("buildApp() serves the page and refuses what it does not know as JSON", async () => {
    const { call } = await startTestPages();
    const page = await call("GET", "/");
    expect([page.status, page.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(await call("GET", "/api/v1/nothing")).toMatchObject({
      status: 404,
      body: { error: { code: "not-found" } },
    });
    const posted = await call("DELETE", "/api/v1/session/x");
    expect(posted.status).toBe(404);
    const wrong = await call("PUT", "/api/v1/session", {});
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST, DELETE"]);
  });

  it("buildApp() answers any body to any endpoint, and never with a fault of its own", async () => {
    const { call } = await startTestPages();
    const random = seededRandom(20261126);
    const found: unknown[] = [];
    for (const row of (await listEndpoints()).filter(({ body }) => body !== undefined)) {
      for (let round = 0; round < 12; round++) {
        const path = row.path.replace(/\{\w+\}/g, () =>
          encodeURIComponent(oneOf(TEXTS, random).replace(/\p{Cs}/gu, "")),
        );
        const { status, body } = await call(row.method, path, someJson(random, 0));
        found.push([row.id, status, body]);
      }
    }
    expect(found.length).toBeGreaterThan(100);
    const faults = found.filter((each) => JSON.stringify(each).includes('"internal"'));
    expect(faults).toEqual([]);
    expect((await call("GET", "/api/v1/session")).status).toBe(200);
  });

  it("buildApp() answers 500 without details when a handler throws, and goes on", async () => {
    const told: string[] = [];
    const row: EndpointRow = {
      ...{ id: "broken", method: "GET", path: "/api/v1/broken", access: "public" },
      ...{ summary: "Throws.", group: "Test", answer: { kind: "nothing" } },
    };
    const handle = async (): Promise<never> => {
      throw new TypeError("the secret is warm water");
    };
    const caller: Caller = {
      ...{ kind: "nobody", role: null, name: "nobody", id: null },
      ...{ address: "127.0.0.1", channel: "loopback", ended: null },
    };
    const app = buildApp({
      endpoints: [{ row, handle }],
      files: new Map(),
      admission: { admit: async () => caller, admitToFile: async () => undefined },
      onError: (where, error) => told.push(`${where} ${error}`),
    });
    const answer = await app.request("/api/v1/broken", {}, { incoming: {} });
    expect([answer.status, await answer.text()]).toEqual([
      500,
      '{"error":{"code":"internal","message":"Cannot answer this request: a fault of the program, the system log names its kind"}}',
    ]);
    expect(told).toEqual(["broken TypeError: the secret is warm water"]);
  });
});

const TEXTS: readonly string[] = [
  ...["x", "", " ", "__proto__", "constructor", "../..", "\u0000", "\u202e", "Email/Port", "465"],
  ...["a@example.com", "<b>", "x".repeat(5000), "administrator", "1e999", "\ud800"],
];

const NAMES: readonly string[] = [
  ...[
    "name",
    "role",
    "password",
    "wishes",
    "key",
    "value",
    "was",
    "label",
    "to",
    "subject",
    "text",
  ],
  ...[
    "command",
    "document",
    "dryRun",
    "replace",
    "login",
    "id",
    "action",
    "current",
    "next",
    "token",
  ],
];

/** Mulberry32: small, and the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function oneOf(items: readonly string[], random: () => number): string {
  return items[Math.floor(random() * items.length)] ?? "x";
}

function someJson(random: () => number, depth: number): unknown {
  const kind = random();
  if (depth === 0 || (kind < 0.2 && depth < 4)) {
    const count = Math.floor(random() * 5);
    const pairs = Array.from({ length: count }, (): [string, unknown] => [
      oneOf(NAMES, random),
      someJson(random, depth + 1),
    ]);
    return Object.fromEntries(pairs);
  }
  if (kind < 0.4 && depth < 4) return [someJson(random, depth + 1), someJson(random, depth + 1)];
  if (kind < 0.8) return oneOf(TEXTS, random);
  return [null, true, false, 0, -1, 1e308][Math.floor(random() * 6)];
}
