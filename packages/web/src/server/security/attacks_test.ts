import { Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { rawHead, rawRequest, rawStatus } from "../../_testing/raw_request.ts";
import {
  startTestPages,
  TEST_PASSWORD,
  type TestAnswer,
  type TestPages,
} from "../../_testing/test_pages.ts";
import { listEndpoints } from "../list_endpoints.ts";
import { ATTACKS, type AttackId } from "./attacks.ts";

const JSON_TYPE = { "content-type": "application/json" } as const;
const WRONG = "cold water at seven";
const SCRIPTS: readonly string[] = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  "</script><svg/onload=alert(1)>",
  "{{constructor.constructor('alert(1)')()}}",
  "\u2028<iframe srcdoc='<script>alert(1)</script>'>",
];

function codeOf({ body }: TestAnswer): string | undefined {
  return (body as { error?: { code: string } }).error?.code;
}

async function login(test: TestPages, username: string, password: string): Promise<TestAnswer> {
  return await test.as({}).call("POST", "/api/v1/session", { username, password });
}

async function statusOf(
  test: TestPages,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return (await test.as(headers).call("GET", "/api/v1/users")).status;
}

/** Sends a request as it stands, with a Host of one's own. */
async function raw(
  { pages }: TestPages,
  start: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  return rawStatus(await rawRequest(pages.httpPort, rawHead(start, headers)));
}

type Trial = (test: TestPages) => Promise<void>;

const TRIALS: Readonly<Record<AttackId, Trial>> = {
  "form-elsewhere": async (test) => {
    const { headers } = await test.logIn("ops", "administrator");
    const { cookie = "" } = headers;
    const form = { cookie, "content-type": "application/x-www-form-urlencoded" };
    const origin = "http://evil.example";
    const sent = test.as({ ...form, origin }).call("POST", "/api/v1/users", "name=eve");
    expect(codeOf(await sent)).toBe("origin-refused");
    const own = test.as({ ...headers, ...form }).call("POST", "/api/v1/users", "name=eve");
    expect((await own).status).toBe(415);
  },
  "script-elsewhere": async (test) => {
    const { headers } = await test.logIn("ops", "administrator");
    for (const origin of ["http://evil.example", "http://127.0.0.1:1", "null"]) {
      const sent = await test.as({ ...headers, origin }).call("POST", "/api/v1/users", {});
      expect([codeOf(sent), sent.headers.get("access-control-allow-origin")]).toEqual([
        "origin-refused",
        null,
      ]);
    }
    const preflight = { origin: "http://evil.example", "access-control-request-method": "POST" };
    const asked = await test.as(preflight).call("OPTIONS", "/api/v1/users");
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([405, null]);
  },
  "no-csrf-token": async (test) => {
    const ops = await test.logIn("ops", "administrator");
    const joe = await test.logIn("joe", "administrator");
    const { cookie = "" } = ops.headers;
    const foreign = { cookie, "x-fieldpost-csrf": joe.headers["x-fieldpost-csrf"] ?? "" };
    for (const headers of [{ cookie }, { cookie, "x-fieldpost-csrf": "wrong" }, foreign]) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const row = (await listEndpoints()).find((each) => each.method === method);
        const path = (row?.path ?? "").replace(/\{\w+\}/g, "x");
        expect(codeOf(await test.as(headers).call(method, path, {}))).toBe("csrf-refused");
      }
    }
  },
  "read-elsewhere": async (test) => {
    const { headers } = await test.logIn("ops", "administrator");
    for (const site of ["cross-site", "same-site"]) {
      const asked = await test
        .as({ ...headers, "sec-fetch-site": site })
        .call("GET", "/api/v1/users");
      expect(codeOf(asked)).toBe("origin-refused");
    }
    const own = await test.call("GET", "/api/v1/users");
    expect(own.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  },
  "dns-rebinding": async (test) => {
    for (const start of ["GET /api/v1/session", "GET /", "POST /api/v1/session"]) {
      expect(await raw(test, start, { Host: `evil.example:${test.pages.httpPort}` })).toBe(421);
    }
    expect(await raw(test, "GET /", { Host: "localhost" })).toBe(200);
  },
  fixation: async (test) => {
    const eve = await test.logIn("eve", "viewer");
    await test.logIn("ops", "administrator");
    const body = { username: "ops", password: TEST_PASSWORD };
    const answer = await test.as(eve.headers).call("POST", "/api/v1/session", body);
    const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
    expect(cookie).not.toBe(eve.headers["cookie"]);
    expect([await statusOf(test, eve.headers), await statusOf(test, { cookie })]).toEqual([
      401, 200,
    ]);
    const [name] = cookie.split("=");
    const chosen = await test
      .as({ cookie: `${name}=chosen` })
      .call("POST", "/api/v1/session", body);
    expect(chosen.headers.get("set-cookie")).not.toContain("chosen");
    expect(await statusOf(test, { cookie: `${name}=chosen` })).toBe(401);
  },
  "stolen-cookie": async (test) => {
    const ops = await test.logIn("ops", "administrator");
    const again = await test.logIn("ops", "administrator");
    expect((await ops.call("DELETE", "/api/v1/session")).status).toBe(204);
    expect(await statusOf(test, ops.headers)).toBe(401);
    const { sessions } = (await test.call("GET", "/api/v1/users")).body as {
      sessions: { id: string }[];
    };
    for (const { id } of sessions) await test.call("DELETE", `/api/v1/sessions/${id}`);
    expect(await statusOf(test, again.headers)).toBe(401);
  },
  "old-password": async (test) => {
    const ops = await test.logIn("ops", "administrator");
    const other = await test.logIn("ops", "administrator");
    const next = "another word or two";
    const set = await ops.call("POST", "/api/v1/password", { current: TEST_PASSWORD, next });
    expect(set.status).toBe(204);
    const statuses = [ops, other].map(({ headers }) => statusOf(test, headers));
    expect(await Promise.all(statuses)).toEqual([200, 401]);
    const joe = await test.logIn("joe", "administrator");
    const live = await fetch(new URL("/api/v1/live", test.pages.url), { headers: joe.headers });
    await test.call("PATCH", "/api/v1/users/joe", { role: "viewer" });
    expect(await statusOf(test, joe.headers)).toBe(401);
    // The stream that was open has an end.
    expect(await live.text()).toContain("data: ");
  },
  expired: async () => {
    let nowMs = Date.UTC(2026, 11, 1);
    const test = await startTestPages("administrator", { clock: { nowMs: () => nowMs } });
    const idle = await test.logIn("idle", "administrator");
    const busy = await test.logIn("busy", "administrator");
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      nowMs += 20 * 60_000;
      expect(await statusOf(test, busy.headers)).toBe(200);
    }
    nowMs += 20 * 60_000;
    expect([await statusOf(test, idle.headers), await statusOf(test, busy.headers)]).toEqual([
      401, 401,
    ]);
  },
  "guess-one": async () => {
    let nowMs = Date.UTC(2026, 11, 1);
    const test = await startTestPages("administrator", { clock: { nowMs: () => nowMs } });
    await test.logIn("ops", "administrator");
    const codes = [];
    for (let at = 0; at < 4; at++) codes.push(codeOf(await login(test, "ops", WRONG)));
    expect(codes).toEqual(["wrong-login", "wrong-login", "wrong-login", "too-many-attempts"]);
    const right = await login(test, "ops", TEST_PASSWORD);
    expect([right.status, right.headers.get("retry-after")]).toEqual([429, "1"]);
    nowMs += 1000;
    expect((await login(test, "ops", TEST_PASSWORD)).status).toBe(200);
  },
  "guess-many": async (test) => {
    await test.logIn("ops", "administrator");
    const codes = [];
    for (let at = 0; at < 11; at++) codes.push(codeOf(await login(test, `user${at}`, WRONG)));
    expect(codes.filter((code) => code === "wrong-login")).toHaveLength(10);
    expect(codeOf(await login(test, "ops", TEST_PASSWORD))).toBe("too-many-attempts");
  },
  "guess-at-once": async (test) => {
    await test.logIn("ops", "administrator");
    const all = await Promise.all(Array.from({ length: 50 }, () => login(test, "ops", WRONG)));
    const looked = all.filter((answer) => codeOf(answer) === "wrong-login");
    expect(looked).toHaveLength(3);
  },
  enumerate: async (test) => {
    await test.logIn("ops", "administrator");
    const [known, unknown] = [await login(test, "ops", WRONG), await login(test, "nobody", WRONG)];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  },
  "guess-setup": async (test) => {
    const user = { username: "eve", password: TEST_PASSWORD };
    const codes = [];
    for (let at = 0; at < 11; at++) {
      const sent = await test.as({}).call("POST", "/api/v1/setup", { token: `${at}`, ...user });
      codes.push(codeOf(sent));
    }
    expect(codes).toEqual([...Array(10).fill("wrong-login"), "too-many-attempts"]);
  },
  "second-setup": async (test) => {
    const setup = { token: test.pages.setupToken, username: "ops", password: TEST_PASSWORD };
    const statuses = [];
    for (const username of ["ops", "eve"]) {
      const sent = await test.as({}).call("POST", "/api/v1/setup", { ...setup, username });
      statuses.push(sent.status);
    }
    expect(statuses).toEqual([201, 409]);
  },
  "lower-token": async (test) => {
    const joe = await test.logIn("joe", "viewer");
    const program = await test.program("viewer");
    for (const caller of [joe, program]) {
      const wish = { name: "eve", role: "administrator", password: TEST_PASSWORD };
      expect(codeOf(await caller.call("POST", "/api/v1/users", wish))).toBe("forbidden");
    }
  },
  "other-token": async (test) => {
    const { headers } = await test.logIn("ops", "administrator");
    const { authorization = "" } = (await test.program("administrator")).headers;
    const [record] = await test.unit.tokens.list();
    const changed = `${authorization.slice(0, -1)}${authorization.endsWith("A") ? "B" : "A"}`;
    for (const each of [changed, `Bearer ${record?.digest}`, "Bearer", `Basic ${authorization}`]) {
      expect(await statusOf(test, { ...headers, authorization: each })).toBe(401);
    }
    for (const { id } of await test.unit.tokens.list()) await test.unit.tokens.remove(id);
    expect(await statusOf(test, { authorization })).toBe(401);
  },
  "token-in-address": async (test) => {
    await test.logIn("ops", "administrator");
    const token = test.headers["authorization"]?.split(" ")[1];
    for (const name of ["access_token", "token"]) {
      const asked = await test.as({}).call("GET", `/api/v1/users?${name}=${token}`);
      expect([asked.status, codeOf(asked)]).toEqual([401, "not-logged-in"]);
    }
  },
  "last-administrator": async (test) => {
    await test.logIn("ops", "administrator");
    const removed = await test.call("DELETE", "/api/v1/users/ops");
    const changed = await test.call("PATCH", "/api/v1/users/OPS", { role: "viewer" });
    expect([removed.status, changed.status]).toEqual([422, 422]);
  },
  "path-traversal": async (test) => {
    const paths = [
      "/../../etc/passwd",
      "/assets/../../package.json",
      "/%2e%2e/%2e%2e/package.json",
      "/assets/..%2f..%2fpackage.json",
      "/..\\..\\package.json",
      "/index.html%00.js",
      "//etc/passwd",
      "/package.json",
      "/%",
    ];
    const statuses = await Promise.all(paths.map((path) => raw(test, `GET ${path}`)));
    expect(statuses.filter((status) => ![400, 404].includes(status))).toEqual([]);
  },
  "long-body": async (test) => {
    const { authorization = "" } = test.headers;
    const headers = { ...JSON_TYPE, Authorization: authorization };
    const announced = { ...headers, "Content-Length": String(10 * 1024 * 1024) };
    expect(await raw(test, "POST /api/v1/users", announced)).toBe(413);
    const head = rawHead("POST /api/v1/users", { ...headers, "Transfer-Encoding": "chunked" });
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await rawRequest(test.pages.httpPort, head + chunk.repeat(160));
    expect(rawStatus(answer)).toBe(413);
  },
  "endless-body": async () => {
    const requestLimits = { head: 200, whole: 400, look: 50 };
    const { pages } = await startTestPages("viewer", { requestLimits });
    const endless = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-More: ";
    expect(rawStatus(await rawRequest(pages.httpPort, endless))).toBe(408);
  },
  "wrong-type": async (test) => {
    const send = async (type: string, body: string | Uint8Array): Promise<number> => {
      const init = { method: "POST", headers: { "content-type": type }, body: body as BodyInit };
      return (await test.fetch("/api/v1/users", init)).status;
    };
    for (const type of ["text/plain", "multipart/form-data", "application/json; charset=utf-16"]) {
      expect(await send(type, "{}")).toBe(415);
    }
    const broken = [new Uint8Array([0x22, 0xff, 0x22]), "", "{", "[1,", "[".repeat(500_000), "NaN"];
    for (const body of broken) expect(await send("application/json", body)).toBe(400);
  },
  prototype: async (test) => {
    const polluted = '{"__proto__":{"role":"administrator"},"label":"x","role":"viewer"}';
    const constructed = '{"constructor":{"prototype":{"x":1}},"label":"x","role":"viewer"}';
    for (const body of [polluted, constructed]) {
      expect((await test.call("POST", "/api/v1/tokens", body)).status).toBe(400);
    }
    expect([Object.keys(Object.prototype), "role" in {}]).toEqual([[], false]);
  },
  "extra-fields": async (test) => {
    const ops = await test.logIn("ops", "viewer");
    const own = { current: TEST_PASSWORD, next: "another word or two", role: "administrator" };
    expect((await ops.call("POST", "/api/v1/password", own)).status).toBe(400);
    const wish = { name: "eve", role: "viewer", password: TEST_PASSWORD, createdAt: "1970" };
    expect((await test.call("POST", "/api/v1/users", wish)).status).toBe(400);
  },
  "method-override": async (test) => {
    await test.logIn("ops", "administrator");
    const headers = { ...test.headers, "x-http-method-override": "DELETE" };
    expect((await test.as(headers).call("POST", "/api/v1/users/ops", {})).status).toBe(405);
    expect((await test.call("GET", "/api/v1/users?_method=DELETE")).status).toBe(400);
    for (const method of ["HEAD", "TRACE", "CONNECT", "BREW"]) {
      expect([400, 405, 0]).toContain(await raw(test, `${method} /api/v1/users`));
    }
    expect(await test.unit.users.list()).toHaveLength(1);
  },
  smuggling: async (test) => {
    const inner = "GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const heads = [
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b\r\n c\n\r\n",
      "GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
      "GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
    ];
    for (const head of heads) {
      const answer = await rawRequest(test.pages.httpPort, head + inner);
      expect([head, answer.includes("isSetupNeeded")]).toEqual([head, false]);
    }
    expect((await test.call("GET", "/api/v1/session")).status).toBe(200);
  },
  "header-injection": async (test) => {
    const label = "x\r\nset-cookie: a=b";
    expect((await test.call("POST", "/api/v1/tokens", { label, role: "viewer" })).status).toBe(422);
    const asked = await test.call("GET", "/api/v1/users/%0d%0aset-cookie:%20a=b");
    expect([asked.status, asked.headers.get("set-cookie")]).toEqual([405, null]);
    const location = await rawRequest(
      test.pages.httpPort,
      rawHead("GET /%0d%0aset-cookie:%20a=b", { Host: "127.0.0.1" }),
    );
    expect(location.toLowerCase()).not.toContain("\nset-cookie");
  },
  "log-injection": async (test) => {
    await test.logIn("ops", "administrator");
    const before = (await test.unit.log.lines()).length;
    await login(test, `x\n11/26/26 00:00:00.000, Page: eve logged in ${WRONG}`, WRONG);
    const lines = (await test.unit.log.lines()).slice(before);
    expect(lines.map((line) => line.slice(line.indexOf(",") + 2))).toEqual([
      "Page: login of somebody unknown failed, from 127.0.0.1",
    ]);
  },
  "log-flood": async (test) => {
    const before = (await test.unit.log.lines()).length;
    const headers = { origin: "http://evil.example" };
    for (let at = 0; at < 100; at++) {
      const all = Array.from({ length: 10 }, () => test.as(headers).call("GET", "/api/v1/session"));
      await Promise.all(all);
    }
    await test.pages.close();
    const lines = (await test.unit.log.lines()).slice(before);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatch(/, 980 more of the kind request-refused were not written$/);
  },
  "stored-script": async (test) => {
    await test.unit.registry.assign([["IpConfig/EmailAddress", "unit7@example.com"]]);
    for (const [at, script] of SCRIPTS.entries()) {
      await test.call("POST", "/api/v1/tokens", { label: script, role: "viewer" });
      const wishes = [{ key: `Email/Block${at}/Subject`, value: script, was: null }];
      await test.call("PUT", "/api/v1/registry", { wishes });
    }
    for (const row of (await listEndpoints()).filter(
      ({ method, answer }) => method === "GET" && answer.kind !== "events",
    )) {
      const answer = await test.call(
        "GET",
        row.path.replace(/\{\w+\}/g, encodeURIComponent("<b>")),
      );
      expect([row.id, answer.headers.get("content-type")]).toEqual([
        row.id,
        expect.not.stringMatching(/html|xml|javascript/),
      ]);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; script-src 'self'; /,
      );
    }
    const { tokens } = (await test.call("GET", "/api/v1/users")).body as {
      tokens: { label: string }[];
    };
    expect(tokens.map(({ label }) => label)).toEqual(expect.arrayContaining(SCRIPTS.slice(0, 5)));
  },
  frame: async (test) => {
    for (const path of ["/", "/api/v1/session", "/nothing"]) {
      const { headers } = await test.call("GET", path);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-frame-options")).toBe("DENY");
    }
  },
  "socket-elsewhere": async (test) => {
    const ops = await test.logIn("ops", "administrator");
    const joe = await test.logIn("joe", "viewer");
    const { origin, host } = new URL(test.pages.url);
    const ask = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      await raw(test, "GET /api/v1/console", {
        ...{
          Host: host,
          Connection: "Upgrade",
          Upgrade: "websocket",
          "Sec-WebSocket-Version": "13",
        },
        ...{ "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", ...headers },
      });
    const { cookie = "" } = ops.headers;
    const statuses = [
      await ask({ cookie, origin: "http://evil.example" }),
      await ask({ cookie }),
      await ask({ origin }),
      await ask({ cookie: joe.headers["cookie"] ?? "", origin }),
    ];
    expect(statuses).toEqual([403, 403, 401, 403]);
  },
  "read-secret": async (test) => {
    const secret = "the mail password itself";
    await test.unit.setSecret(new Secret(secret));
    const { registry } = await test.unit.registry.read();
    const sealed = registry.get("Email/Password") ?? "";
    expect(sealed).toMatch(/^fp1:/);
    for (const row of (await listEndpoints()).filter(
      ({ method, answer }) => method === "GET" && answer.kind !== "events",
    )) {
      const { body } = await test.call("GET", row.path.replace(/\{\w+\}/g, "x"));
      const text = typeof body === "string" ? body : JSON.stringify(body);
      expect([row.id, text.includes(secret), text.includes(sealed)]).toEqual([
        row.id,
        false,
        false,
      ]);
    }
  },
};

describe("ATTACKS", () => {
  it.each(ATTACKS.map(({ id, name }) => [id, name] as const))(
    "ATTACKS has %s tried",
    async (id) => {
      // The clock stands: how fast a machine is does not decide how many guesses it allows.
      const nowMs = Date.now();
      await TRIALS[id](await startTestPages("administrator", { clock: { nowMs: () => nowMs } }));
    },
  );
});
