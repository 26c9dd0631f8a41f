import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import {
  axeFindings,
  PHONE,
  startTestBrowser,
  type TestBrowser,
} from "../../../_testing/test_browser.ts";
import { startTestPages, TEST_PASSWORD } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

async function typeLogin(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("SetupView()", () => {
  it("SetupView() takes the token once, and then the password logs in", async () => {
    const { pages } = await startTestPages();
    const { page, faults, close } = await browser.open();
    await page.goto(pages.url);
    await page.waitForFunction(() => document.activeElement?.id === "field-setup-token");
    await page.getByLabel("Setup token").fill(` ${pages.setupToken} `);
    await page.getByLabel("Administrator's user name").fill("ann");
    await page.getByLabel("Password", { exact: true }).fill(TEST_PASSWORD);
    await page.getByLabel("The same password again").fill("warm water at eight");
    await page.getByRole("button", { name: "Set the password" }).click();
    expect(await page.locator(".remark.problem").innerText()).toContain("not the same");
    await page.getByLabel("The same password again").fill(TEST_PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("Signed in as ann").waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await typeLogin(page, "ann", "not this one");
    await page.locator(".banner.error").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-login-password");
    await typeLogin(page, "ann", TEST_PASSWORD);
    await page.getByText("Signed in as ann").waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it("SetupView() says why a token is not taken, and keeps what was typed", async () => {
    const { pages } = await startTestPages();
    const { page, close } = await browser.open();
    await page.goto(pages.url);
    await page.getByLabel("Setup token").fill("2222-2222-2222");
    await page.getByLabel("Password", { exact: true }).fill(TEST_PASSWORD);
    await page.getByLabel("The same password again").fill(TEST_PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    expect(await page.locator(".banner.error").innerText()).toContain("Cannot");
    expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe(TEST_PASSWORD);
    await close();
  });
});

describe("LoginView()", () => {
  it("LoginView() finds nothing of what somebody has typed who signed out", async () => {
    const bench = await startTestPages();
    await bench.logIn("bob", "administrator");
    const { page, faults, close } = await signedInTab(browser, bench, { page: "email" });
    await page.locator("#field-IpConfig-MailHost").fill("typed.example.com");
    await page.getByLabel("Password", { exact: true }).fill("not stored");
    await page.getByText("2 unsaved changes").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.getByText("Your session has ended").count()).toBe(0);
    await typeLogin(page, "bob", TEST_PASSWORD);
    await page.getByText("Signed in as bob").waitFor();
    await page.getByRole("link", { name: "Email" }).click();
    await page.getByRole("heading", { name: "Email", exact: true }).waitFor();
    expect(await page.locator("#field-IpConfig-MailHost").inputValue()).toBe("");
    expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe("");
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ["light", {}],
    ["dark", { colorScheme: "dark" as const }],
    ["on a phone", PHONE],
  ])("LoginView() has nothing that axe finds, %s", async (_, options) => {
    const bench = await startTestPages();
    await bench.logIn("ann", "administrator");
    const { page, faults, close } = await browser.open(options);
    await page.goto(bench.pages.url);
    await typeLogin(page, "ann", "wrong");
    await page.locator(".banner.error").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it("LoginView() comes when the session ends, and says that nothing typed is lost", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await page.getByLabel("Mail server", { exact: true }).fill("mail.example.com");
    const ben = await bench.logIn("ben", "administrator");
    const password = "cold water at eight";
    const changed = await ben.call("PATCH", "/api/v1/users/ann", { password });
    expect(changed.status).toBeLessThan(300);
    await page.getByText("Your session has ended").waitFor();
    expect(await page.getByLabel("User name").inputValue()).toBe("ann");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-login-password");
    await page.getByText("Forgotten the password?").click();
    await page.getByText("fieldpost passwd ann").waitFor();
    await typeLogin(page, "ann", password);
    const host = page.getByLabel("Mail server", { exact: true });
    expect(await host.inputValue()).toBe("mail.example.com");
    await close();
  });
});
