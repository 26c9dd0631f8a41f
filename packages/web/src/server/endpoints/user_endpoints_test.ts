import { describe, expect, it } from "@jest/globals";
import { startTestPages, TEST_PASSWORD } from "../../_testing/test_pages.ts";
import type { TokenAnswer, UsersState } from "../../api/users_api.ts";

describe("userEndpoints()", () => {
  it("userEndpoints() add, change and remove users, each with a line in the log", async () => {
    const test = await startTestPages();
    const ops = await test.logIn("ops", "administrator");
    const wish = { name: "joe", role: "control", password: TEST_PASSWORD };
    const added = await ops.call("POST", "/api/v1/users", wish);
    expect([added.status, added.body]).toMatchObject([201, { name: "joe", role: "control" }]);
    expect((await ops.call("POST", "/api/v1/users", { ...wish, name: "JOE" })).status).toBe(409);
    const changed = await ops.call("PATCH", "/api/v1/users/Joe", { role: "viewer" });
    expect([changed.status, changed.body]).toMatchObject([200, { name: "joe", role: "viewer" }]);
    expect((await ops.call("DELETE", "/api/v1/users/joe")).status).toBe(204);
    expect((await ops.call("DELETE", "/api/v1/users/joe")).status).toBe(404);
    const records = await test.unit.log.records();
    expect(records.slice(-3).map(({ text }) => text)).toEqual([
      "Page: ops has added the user joe as control",
      "Page: ops has given the user joe the role viewer",
      "Page: ops has removed the user joe",
    ]);
  });

  it("userEndpoints() list users, tokens and sessions without anything that opens a door", async () => {
    const test = await startTestPages();
    const ops = await test.logIn("ops", "administrator");
    const { body } = await ops.call("GET", "/api/v1/users");
    const { users, tokens, sessions } = body as UsersState;
    expect(users).toEqual([
      {
        name: "ops",
        role: "administrator",
        createdAt: expect.any(String),
        lastLoginAt: expect.any(String),
      },
    ]);
    expect(tokens).toEqual([expect.objectContaining({ label: "test", role: "administrator" })]);
    expect(sessions).toEqual([expect.objectContaining({ user: "ops", isThis: true })]);
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual([
      "id",
      "isThis",
      "lastSeenAt",
      "startedAt",
      "user",
    ]);
    const text = JSON.stringify(body);
    const [cookie = ""] = [ops.headers["cookie"]?.split("=")[1]];
    for (const secret of [
      cookie,
      ops.headers["x-fieldpost-csrf"] ?? "",
      "digest",
      "hash",
      "salt",
    ]) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  it("userEndpoints() make a token that works until it is taken away", async () => {
    const test = await startTestPages();
    const made = await test.call("POST", "/api/v1/tokens", { label: "Monitoring", role: "viewer" });
    const { token, view } = made.body as TokenAnswer;
    const program = test.as({ authorization: `Bearer ${token}` });
    expect((await program.call("GET", "/api/v1/registry")).status).toBe(200);
    const live = await fetch(new URL("/api/v1/live", test.pages.url), { headers: program.headers });
    expect((await test.call("DELETE", `/api/v1/tokens/${view.id}`)).status).toBe(204);
    expect(await live.text()).toContain("data: ");
    expect((await program.call("GET", "/api/v1/registry")).status).toBe(401);
    const texts = (await test.unit.log.records()).map(({ text }) => text);
    expect(texts).toContain('Page: token test has made the token "Monitoring" as viewer');
    expect(texts.join()).not.toContain(token);
  });
});
