import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { BrowserContextOptions, Page } from "playwright-core";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import {
  axeFindings,
  PHONE,
  startTestBrowser,
  type TestBrowser,
} from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", PHONE],
  ["at 200 % on a small screen", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ["in German", { locale: "de-DE" }],
];

async function isTooWide(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

describe("EmailView()", () => {
  it.each(LOOKS)("EmailView() has nothing that axe finds, %s", async (_, context) => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([
      ["IpConfig/MailHost", "smtp.office365.com"],
      ["Email/Port", "465"],
      ["Email/SMTPS", "disabled"],
      ["Email/SkipVerificationDangerous", "I-accept"],
    ]);
    const { page, faults, close } = await signedInTab(browser, bench, { page: "email", context });
    await page.locator(".plan-panel").waitFor();
    await page.locator("#field-IpConfig-EmailAddress").fill("nobody");
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    expect(await axeFindings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.locator("#field-IpConfig-EmailAddress").fill("unit7@example.com");
    await page.locator(".action-bar .primary").click();
    await page.getByRole("dialog").getByRole("table").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it("EmailView() lets a viewer look and not type", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { role: "viewer", page: "email" });
    await page.getByText("You may look, and change nothing.").waitFor();
    expect(await page.locator("#field-IpConfig-MailHost").isDisabled()).toBe(true);
    expect(await page.locator(".action-bar").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await close();
  });

  it("EmailView() asks before typed work is left, and keeps or discards it as told", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    const host = page.locator("#field-IpConfig-MailHost");
    const overview = page.getByRole("link", { name: "Overview" });
    await host.fill("mail.example.com");
    await overview.click();
    await page.getByRole("button", { name: "Stay here" }).click();
    expect(await host.inputValue()).toBe("mail.example.com");
    await overview.click();
    await page.getByRole("button", { name: "Leave, keep what I typed" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.getByRole("link", { name: "Email", exact: true }).click();
    expect(await host.inputValue()).toBe("mail.example.com");
    await overview.click();
    await page.getByRole("button", { name: "Leave and discard it" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.getByRole("link", { name: "Email", exact: true }).click();
    await host.waitFor();
    expect(await host.inputValue()).toBe("");
    await close();
  });

  it("EmailView() needs the typed word before a danger is switched on", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await page.getByText("More settings, for those who need them").click();
    const box = page.locator("#field-Email-PasswordInClearDangerous");
    await box.getByRole("button", { name: "Switch on …" }).click();
    const dialog = page.getByRole("dialog");
    const accept = dialog.getByRole("button", { name: "I accept the danger" });
    expect(await accept.getAttribute("aria-disabled")).toBe("true");
    await dialog.getByRole("textbox").fill("I-accept");
    await accept.click();
    await box.getByRole("button", { name: "Switch off again" }).waitFor();
    expect(await page.locator(".action-bar").innerText()).toContain("1 unsaved change");
    await close();
  });

  it("EmailView() can be used by keyboard alone", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Skip to the content",
    );
    await page.getByRole("link", { name: "Email", exact: true }).press("Enter");
    // The link has the same words: it is the heading of the page that has come.
    await page.waitForFunction(() => document.activeElement?.matches("main h1") === true);
    await page.getByLabel("Start from a provider").focus();
    // The only one with this letter: a browser forgets letters that come slowly.
    await page.keyboard.press("f");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
      "smtp.fastmail.com",
    );
    await close();
  });
});
