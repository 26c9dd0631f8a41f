import { describe, expect, it } from "@jest/globals";
import { startTestPages } from "../_testing/test_pages.ts";

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
});
