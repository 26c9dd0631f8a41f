import { mayAccess, type Role } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { startTestPages, type TestCaller, type TestPages } from "../../_testing/test_pages.ts";
import type { ApiErrorBody } from "../../api/api_error.ts";
import type { EndpointRow } from "../endpoint.ts";
import { listEndpoints } from "../list_endpoints.ts";

const ROLES: readonly Role[] = ["viewer", "control", "administrator"];
const IDLE_MS = 31 * 60_000;

interface Somebody {
  readonly who: string;
  readonly role: Role | undefined;
  /** The session's CSRF token is wrong. */
  readonly isForged?: true;
  readonly open: () => Promise<TestCaller>;
}

/** A request that reaches the handler only where the schemas let nothing through. */
async function knock(caller: TestCaller, pages: TestPages, row: EndpointRow): Promise<string> {
  const path = row.path.replace(/\{\w+\}/g, "x");
  const sent =
    row.body === undefined
      ? {}
      : { body: '{"no":0}', headers: { "content-type": "application/json" } };
  const headers = { authorization: "", ...caller.headers, ...sent.headers };
  if (headers.authorization === "") Reflect.deleteProperty(headers, "authorization");
  const response = await fetch(new URL(path, pages.pages.url), {
    ...{ method: row.method, headers },
    ...(sent.body === undefined ? {} : { body: sent.body }),
  });
  if (response.ok) {
    await response.body?.cancel();
    return "let in";
  }
  const { error } = (await response.json()) as ApiErrorBody;
  const isRole = error.code === "forbidden" && error.message.startsWith("Cannot do this as ");
  const isRefused = isRole || ["not-logged-in", "csrf-refused"].includes(error.code);
  return isRefused ? error.code : "let in";
}

function expected(row: EndpointRow, { role, isForged }: Somebody): string {
  if (isForged && row.method !== "GET") return "csrf-refused";
  if (mayAccess(role, row.access)) return "let in";
  return role === undefined ? "not-logged-in" : "forbidden";
}

describe("Admission", () => {
  it("admit() answers every endpoint to every caller as the table of roles says", async () => {
    let nowMs = Date.UTC(2026, 11, 1);
    const pages = await startTestPages("administrator", { clock: { nowMs: () => nowMs } });
    const expired = await pages.logIn("late", "administrator");
    nowMs += IDLE_MS;
    const programs = new Map<Role, TestCaller>();
    for (const role of ROLES) programs.set(role, await pages.program(role));
    const everybody: readonly Somebody[] = [
      { who: "nobody", role: undefined, open: async () => pages.as({}) },
      { who: "an expired session", role: undefined, open: async () => expired },
      ...ROLES.flatMap((role): readonly Somebody[] => [
        { who: `a session of ${role}`, role, open: () => pages.logIn(role, role) },
        {
          who: `a session of ${role} without its CSRF token`,
          ...{ role, isForged: true },
          open: async () => {
            const { headers } = await pages.logIn(role, role);
            return pages.as({ ...headers, "x-fieldpost-csrf": "wrong" });
          },
        },
        { who: `a token of ${role}`, role, open: async () => programs.get(role) ?? pages.as({}) },
      ]),
    ];
    const rows = await listEndpoints();
    for (const somebody of everybody) {
      const answers: Record<string, string> = {};
      for (const row of rows) answers[row.id] = await knock(await somebody.open(), pages, row);
      expect([somebody.who, answers]).toEqual([
        somebody.who,
        Object.fromEntries(rows.map((row) => [row.id, expected(row, somebody)])),
      ]);
    }
  });

  it("admit() ends a session when somebody else changes its user's role", async () => {
    const pages = await startTestPages();
    await pages.logIn("ops", "administrator");
    const joe = await pages.logIn("joe", "control");
    await pages.unit.users.change("joe", { role: "viewer" });
    expect((await joe.call("GET", "/api/v1/users")).status).toBe(401);
    expect((await joe.call("GET", "/api/v1/session")).body).toMatchObject({ user: null });
  });

  it("admit() asks for the setup while there is no user", async () => {
    const pages = await startTestPages();
    expect((await pages.as({}).call("GET", "/api/v1/users")).body).toMatchObject({
      error: { code: "setup-needed" },
    });
  });

  it("admit() finds a session behind the cookie of one that has ended", async () => {
    const pages = await startTestPages();
    const { headers } = await pages.logIn("ann", "viewer");
    const ended = `__Host-${headers["cookie"]?.replace(/=.*/, "=ended")}`;
    const caller = pages.as({ cookie: `${ended}; ${headers["cookie"]}` });
    const { body } = await caller.call("GET", "/api/v1/session");
    expect(body).toMatchObject({ user: { name: "ann" } });
  });
});
