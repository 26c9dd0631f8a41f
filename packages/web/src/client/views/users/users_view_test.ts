import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages, TEST_PASSWORD } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const NEXT = "cold water at noon";

describe("UsersView()", () => {
  it("UsersView() adds a user, refuses a weak password before it is sent, and deletes the user", async () => {
    const bench = await startTestPages();
    const { page, faults, close } = await signedInTab(browser, bench, { page: "users" });
    await page.getByRole("button", { name: "Add a user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("ben");
    await dialog.getByLabel("Password", { exact: true }).fill("ben");
    await dialog.getByRole("button", { name: "Add a user" }).click();
    await dialog.getByText("it has fewer than 10 characters").waitFor();
    await dialog.getByLabel("Password", { exact: true }).fill(NEXT);
    await dialog.getByLabel("The same password again").fill(NEXT);
    await dialog.getByLabel("Control").check();
    await dialog.getByRole("button", { name: "Add a user" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect((await bench.unit.users.find("ben"))?.role).toBe("control");
    await page.getByRole("button", { name: "Delete ben" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await bench.unit.users.find("ben")).toBeUndefined();
    expect(faults).toEqual([]);
    await close();
  });

  it("UsersView() shows a new token once, and takes it back", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "users" });
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What it is for").fill("Prometheus");
    await dialog.getByRole("button", { name: "Make a token" }).click();
    const token = await dialog.locator(".token").innerText();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    const program = bench.as({ authorization: `Bearer ${token}` });
    expect((await program.call("GET", "/api/v1/overview")).status).toBe(200);
    expect(await page.content()).not.toContain(token);
    await page.getByRole("button", { name: "Take back Prometheus" }).click();
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect((await program.call("GET", "/api/v1/overview")).status).toBe(401);
    await close();
  });

  it("UsersView() ends the session of another browser, which says so", async () => {
    const bench = await startTestPages();
    const other = await signedInTab(browser, bench, { name: "ben", role: "viewer" });
    const { page, close } = await signedInTab(browser, bench, { page: "users" });
    await page.getByRole("button", { name: "End the session of ben" }).click();
    await other.page.getByText("Your session has ended.").waitFor();
    await other.close();
    await close();
  });

  it("UsersView() changes one's own password, whatever the role", async () => {
    const bench = await startTestPages();
    await bench.logIn("ann", "administrator");
    const viewer = { name: "vera", role: "viewer", page: "users" } as const;
    const { page, close } = await signedInTab(browser, bench, viewer);
    expect(await page.getByRole("heading", { name: "Tokens for programs" }).count()).toBe(0);
    await page.getByLabel("Password now").fill(TEST_PASSWORD);
    await page.getByLabel("New password").fill(NEXT);
    await page.getByLabel("The same password again").fill(NEXT);
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText("Your password is changed.").waitFor();
    const login = { username: "vera", password: NEXT };
    expect((await bench.as({}).call("POST", "/api/v1/session", login)).status).toBe(200);
    const caller = await bench.logIn("eve", "viewer");
    expect((await caller.call("GET", "/api/v1/users")).status).toBe(403);
    await close();
  });

  it("UsersView() says at the field that the password is not the one there is", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "users" });
    await page.getByLabel("Password now").fill("wrong password");
    await page.getByLabel("New password").fill(NEXT);
    await page.getByLabel("The same password again").fill(NEXT);
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText("That is not your password now.").waitFor();
    expect(await page.getByLabel("Password now").getAttribute("aria-invalid")).toBe("true");
    await close();
  });
});
