import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { BrowserContextOptions } from "playwright-core";
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
  ["in German", { locale: "de-DE" }],
];

describe("SetupView()", () => {
  it.each(LOOKS)("SetupView() has nothing that axe finds, %s", async (_, options) => {
    const { pages } = await startTestPages();
    const { page, faults, close } = await browser.open(options);
    await page.goto(pages.url);
    await page.locator("form button[type=submit]").click();
    expect(await page.locator(".remark.problem").count()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-setup-token");
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});
