import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { type SpawnedUnit, spawnUnit } from "../../../_testing/spawned_unit.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages, TEST_PASSWORD } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

/** Sets the unit up as its first administrator would, and opens the console. */
async function openConsole(unit: SpawnedUnit): Promise<{ page: Page; faults: readonly string[] }> {
  const { page, faults } = await browser.open();
  await page.goto(`${unit.url}#/console`);
  await page.getByLabel("Setup token").fill(unit.setupToken);
  await page.getByLabel("Password", { exact: true }).fill(TEST_PASSWORD);
  await page.getByLabel("The same password again").fill(TEST_PASSWORD);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await shows(page, "/> ");
  return { page, faults };
}

async function shows(page: Page, text: string): Promise<void> {
  // A no-break space is how a line is padded.
  await page.waitForFunction(
    (wanted) =>
      (document.querySelector(".xterm-rows") as HTMLElement | null)?.innerText
        .replaceAll("\u00a0", " ")
        .includes(wanted),
    text,
  );
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

describe("ConsoleView()", () => {
  it("ConsoleView() runs commands of the unit, and Ctrl-C and exit end what they end", async () => {
    const unit = await spawnUnit();
    const { page, faults } = await openConsole(unit);
    await type(page, "registry IpConfig/HostName=boiler-7");
    await shows(page, "boiler-7 />");
    await type(page, "plan");
    await shows(page, "Cannot use IpConfig/MailHost: it is not set");
    await type(page, "queue --watch");
    await shows(page, "0 delivered, 0 failed, 0 waiting");
    await page.keyboard.press("Control+c");
    await type(page, "serve");
    await shows(page, "Cannot run serve here: this unit is being served");
    await type(page, "exit");
    await page.getByText("The console has ended.").waitFor();
    await page.getByRole("button", { name: "Open it again" }).click();
    await shows(page, "boiler-7 />");
    expect(faults).toEqual([]);
    const log = await readFile(join(unit.home, "system.log"), "utf8");
    expect(log).toContain("Page: console opened by admin from 127.0.0.1");
    expect(log).toContain("Page: console of admin from 127.0.0.1 closed: exit");
    await page.context().close();
  });

  it("ConsoleView() never shows the password that it asks for", async () => {
    const unit = await spawnUnit();
    const { page } = await openConsole(unit);
    await type(page, "ipconfig --password");
    await shows(page, "Password: ");
    await type(page, "c0rrect horse");
    await shows(page, "Password again: ");
    await type(page, "c0rrect horse");
    await shows(page, "Email/Password = (sealed)");
    expect(await page.content()).not.toContain("c0rrect");
    await page.context().close();
  });

  it("ConsoleView() lets the keyboard out with Escape and Tab, and takes it in before", async () => {
    const unit = await spawnUnit();
    const { page } = await openConsole(unit);
    const place = (): Promise<boolean> =>
      page.evaluate(() => document.activeElement?.closest(".console-box") !== null);
    await page.keyboard.type("regis");
    await page.keyboard.press("Tab");
    await shows(page, "registry");
    expect(await place()).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await place()).toBe(false);
    await page.context().close();
  });

  it("ConsoleView() fits a phone that is turned to it", async () => {
    const unit = await spawnUnit();
    const { page } = await openConsole(unit);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForFunction(() => {
      const rows = document.querySelector(".xterm-rows");
      return rows !== null && rows.getBoundingClientRect().right <= innerWidth;
    });
    await page.locator(".console-box").click();
    await type(page, "registry Email/Port=465");
    await shows(page, "Added: Email/Port = 465");
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it("ConsoleView() is for administrators, and says when the unit has none", async () => {
    const bench = await startTestPages();
    const control = await signedInTab(browser, bench, { name: "cleo", role: "control" });
    expect(await control.page.getByRole("link", { name: "Console" }).count()).toBe(0);
    await control.close();
    const { page, close } = await signedInTab(browser, bench, { page: "console" });
    await page.getByText("This unit was started without a console.").waitFor();
    await close();
  });
});
