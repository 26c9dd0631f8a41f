import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { signedInTab } from "../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../_testing/test_browser.ts";
import { startTestPages } from "../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const LOST = "The connection to the unit is lost.";

describe("LiveBanner()", () => {
  it("LiveBanner() says that the unit is gone, and what was typed for an event stays", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "events/Boot" });
    await page.getByLabel("Subject").fill("{unit} is up");
    await bench.pages.close();
    await page.getByText(LOST).waitFor();
    await page.getByLabel("Try it out").scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const banner = await page.getByText(LOST).boundingBox();
    expect(banner?.y).toBeGreaterThanOrEqual(0);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The unit does not answer.").waitFor();
    await page.getByRole("link", { name: "System log" }).click();
    await page.getByRole("button", { name: "Leave, keep what I typed" }).click();
    await page.getByRole("heading", { name: "System log" }).waitFor();
    // The code of this page was not there before: it comes with the next try.
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.goBack();
    expect(await page.getByLabel("Subject").inputValue()).toBe("{unit} is up");
    await close();
  });

  it("LiveBanner() notices a unit that has fallen silent, and goes when it answers again", async () => {
    const bench = await startTestPages();
    const { page, faults, close } = await signedInTab(browser, bench, { page: "email" });
    await page.clock.install();
    await page.reload();
    await page.locator("#field-IpConfig-HostName").fill("unit7.example.com");
    await page.waitForFunction(() => document.querySelector(".live-region")?.textContent === "");
    await page.clock.fastForward(41_000);
    await page.getByText(LOST).waitFor();
    await page.clock.fastForward(4000);
    await page.getByText(LOST).waitFor({ state: "detached" });
    expect(await page.locator("#field-IpConfig-HostName").inputValue()).toBe("unit7.example.com");
    expect(faults).toEqual([]);
    await close();
  });
});
