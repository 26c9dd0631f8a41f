import { describe, expect, it } from "@jest/globals";
import { startTestPages, TEST_PASSWORD } from "../../_testing/test_pages.ts";

const NEXT = "another word or two";

describe("sessionEndpoints()", () => {
  it("sessionEndpoints() lead from the setup token to a session, and out again", async () => {
    const test = await startTestPages();
    const setup = { token: test.pages.setupToken, username: "ops", password: TEST_PASSWORD };
    expect((await test.as({}).call("GET", "/api/v1/session")).body).toMatchObject({
      isSetupNeeded: true,
      user: null,
      channel: "loopback",
    });
    const made = await test.as({}).call("POST", "/api/v1/setup", setup);
    const user = { name: "ops", role: "administrator", idleSeconds: 1800 };
    expect([made.status, made.body]).toMatchObject([201, { isSetupNeeded: false, user }]);
    const [cookie = ""] = (made.headers.get("set-cookie") ?? "").split(";");
    expect(made.headers.get("set-cookie")).toMatch(
      /^fieldpost-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const { user: own } = made.body as { user: { csrfToken: string } };
    const session = test.as({ cookie, "x-fieldpost-csrf": own.csrfToken });
    const [first] = await test.unit.users.list();
    expect(first?.lastLoginAt).toEqual(expect.any(String));
    const out = await session.call("DELETE", "/api/v1/session");
    expect([out.status, out.headers.get("set-cookie")]).toEqual([
      204,
      expect.stringMatching(/^fieldpost-\d+=; Path=\/; HttpOnly; SameSite=Strict; Max-Age=0$/),
    ]);
    expect((await session.call("GET", "/api/v1/session")).body).toMatchObject({ user: null });
    const texts = (await test.unit.log.records()).map(({ event, text }) => [event, text]);
    expect(texts).toEqual([
      ["setup", "Page: ops is the first administrator, set up from 127.0.0.1"],
      ["logout", "Page: ops logged out"],
    ]);
  });

  it.each([
    ["short", "password", "it has fewer than 10 characters, a longer one is accepted"],
    ["operations", "password", "it is the user's name, another one is accepted"],
  ])(
    "sessionEndpoints() refuse the first password %j at its field",
    async (password, path, fault) => {
      const test = await startTestPages();
      const setup = { token: test.pages.setupToken, username: "operations", password };
      const { status, body } = await test.as({}).call("POST", "/api/v1/setup", setup);
      expect([status, body]).toEqual([
        422,
        {
          error: {
            code: "refused",
            message: `Cannot make the first administrator: the password cannot be used, ${fault}`,
            fields: [{ path, fault }],
          },
        },
      ]);
      const again = { ...setup, password: TEST_PASSWORD };
      expect((await test.as({}).call("POST", "/api/v1/setup", again)).status).toBe(201);
    },
  );

  it("sessionEndpoints() set one's own password, when the current one is right", async () => {
    const test = await startTestPages();
    const ops = await test.logIn("ops", "viewer");
    const wrong = { current: NEXT, next: NEXT };
    expect((await ops.call("POST", "/api/v1/password", wrong)).status).toBe(401);
    const short = { current: TEST_PASSWORD, next: "short" };
    expect((await ops.call("POST", "/api/v1/password", short)).status).toBe(422);
    const right = { current: TEST_PASSWORD, next: NEXT };
    expect((await ops.call("POST", "/api/v1/password", right)).status).toBe(204);
    const login = { username: "ops", password: NEXT };
    expect((await test.as({}).call("POST", "/api/v1/session", login)).status).toBe(200);
  });

  it("sessionEndpoints() have no password and no session for a program", async () => {
    const { call } = await startTestPages();
    const wish = { current: TEST_PASSWORD, next: NEXT };
    expect((await call("POST", "/api/v1/password", wish)).status).toBe(403);
    expect((await call("DELETE", "/api/v1/session")).status).toBe(403);
  });
});
