import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { logTells } from "../../../_testing/log_tells.ts";
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
  await prompted(page);
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

/** Goes on when the unit asks for the next command: what is typed before belongs to the one that runs. */
async function prompted(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const rows = document.querySelector<HTMLElement>(".xterm-rows")?.innerText ?? "";
    return rows.trimEnd().endsWith("/>");
  });
}

async function run(page: Page, command: string): Promise<void> {
  await prompted(page);
  await type(page, command);
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

describe("ConsoleView()", () => {
  it("ConsoleView() runs commands of the unit, and Ctrl-C and exit end what they end", async () => {
    const unit = await spawnUnit();
    const { page, faults } = await openConsole(unit);
    await run(page, "registry IpConfig/HostName=boiler-7");
    await shows(page, "boiler-7 />");
    await run(page, "plan");
    await shows(page, "Cannot use IpConfig/MailHost: it is not set");
    await run(page, "queue --watch");
    await shows(page, "0 delivered, 0 failed, 0 waiting");
    await page.keyboard.press("Control+c");
    await run(page, "serve");
    await shows(page, "Cannot run serve here: this unit is being served");
    await run(page, "exit");
    await page.getByText("The console has ended.").waitFor();
    await page.getByRole("button", { name: "Open it again" }).click();
    await shows(page, "boiler-7 />");
    expect(faults).toEqual([]);
    await logTells(unit.home, /Page: console opened by admin from 127\.0\.0\.1\n/);
    await logTells(unit.home, /Page: console of admin from 127\.0\.0\.1 closed: exit\n/);
    await page.context().close();
  });

  it("ConsoleView() never shows the password that it asks for", async () => {
    const unit = await spawnUnit();
    const { page } = await openConsole(unit);
    await run(page, "ipconfig --password");
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
    await run(page, "registry Email/Port=465");
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
